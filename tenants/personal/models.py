"""The key of a district's personal data, wrapped by a key that is kept elsewhere."""

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import Mapped

from tenants.base import Base, DistrictOwned


class DistrictKey(DistrictOwned, Base):
    """One key for each district; it never changes, only what it is wrapped in does."""

    __tablename__ = "district_key"
    __table_args__ = (ForeignKeyConstraint(["district_id"], ["district.district_id"]),)

    wrapped: Mapped[bytes]
    made_at: Mapped[datetime]
