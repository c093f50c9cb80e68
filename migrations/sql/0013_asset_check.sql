-- The tables of R27 asset_check, as it was declared then.

CREATE TABLE returns.asset_check_main (
    district_id INTEGER NOT NULL,
    school_id INTEGER NOT NULL,
    version_id UUID NOT NULL,
    row_no INTEGER NOT NULL,
    period_key TEXT NOT NULL,
    version_no INTEGER NOT NULL,
    check_round TEXT,
    checked_on DATE,
    rooms INTEGER,
    rooms_checked INTEGER,
    shortages INTEGER,
    damages INTEGER,
    liable_cases INTEGER,
    compensation NUMERIC(14, 2),
    CONSTRAINT pk_asset_check_main PRIMARY KEY (district_id, school_id, version_id, row_no),
    CONSTRAINT fk_asset_check_main_version FOREIGN KEY(district_id, school_id, version_id) REFERENCES version (district_id, school_id, id),
    CONSTRAINT ck_asset_check_main_row_no CHECK (row_no >= 1),
    CONSTRAINT ck_asset_check_main_check_round CHECK (check_round in ('start', 'middle', 'end')),
    CONSTRAINT ck_asset_check_main_rooms CHECK (rooms >= 0),
    CONSTRAINT ck_asset_check_main_rooms_checked CHECK (rooms_checked >= 0),
    CONSTRAINT ck_asset_check_main_shortages CHECK (shortages >= 0),
    CONSTRAINT ck_asset_check_main_damages CHECK (damages >= 0),
    CONSTRAINT ck_asset_check_main_liable_cases CHECK (liable_cases >= 0),
    CONSTRAINT ck_asset_check_main_compensation CHECK (compensation >= 0)
);
