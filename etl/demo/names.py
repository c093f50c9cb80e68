"""Invented names: no district, school or person of these names is meant."""

from dataclasses import dataclass

from tenants.text import Text

DISTRICT_CODE = "990100"  # 99 is no province: nothing here can be taken for a real place
DISTRICT = Text("岚川区", "Lanchuan District")
SURNAMES = (
    "陈", "林", "周", "吴", "郑", "许", "何", "罗", "梁", "宋", "唐", "韩", "冯", "邓", "曹", "彭", "曾", "肖", "田",
    "董", "袁", "潘", "蒋", "蔡", "余", "杜", "叶", "程", "魏", "苏", "吕", "丁", "任", "沈", "姚", "卢", "姜", "崔",
)  # fmt: skip


@dataclass(frozen=True)
class Township:
    """A town or township with the villages that have a school."""

    name: Text
    is_town: bool
    villages: tuple[Text, ...]


@dataclass(frozen=True)
class AreaNames:
    """An area (片区) and its townships; the first area is the town centre and has none."""

    code: str
    name: Text
    townships: tuple[Township, ...] = ()


def _township(zh: str, en: str, *villages: tuple[str, str], is_town: bool = True) -> Township:
    return Township(Text(zh, en), is_town, tuple(Text(*each) for each in villages))


AREAS = (
    AreaNames("A01", Text("城关片区", "Town Centre")),
    AreaNames(
        "A02",
        Text("东湖片区", "East Lake"),
        (
            _township("东湖镇", "Donghu", ("杨柳", "Yangliu"), ("荷塘", "Hetang")),
            _township("柳河镇", "Liuhe", ("双桥", "Shuangqiao"), ("沙洲", "Shazhou")),
        ),
    ),
    AreaNames(
        "A03",
        Text("白石片区", "White Rock"),
        (
            _township("白石镇", "Baishi", ("枫林", "Fenglin"), ("石塘", "Shitang")),
            _township("桐岭乡", "Tongling", ("樟树", "Zhangshu"), ("竹溪", "Zhuxi"), is_town=False),
        ),
    ),
    AreaNames(
        "A04",
        Text("云台片区", "Cloud Terrace"),
        (
            _township("云台镇", "Yuntai", ("茶园", "Chayuan"), ("龙泉", "Longquan")),
            _township("松坪乡", "Songping", ("高峰", "Gaofeng"), ("金竹", "Jinzhu"), is_town=False),
        ),
    ),
    AreaNames(
        "A05",
        Text("青溪片区", "Clear Brook"),
        (
            _township("青溪镇", "Qingxi", ("曙光", "Shuguang"), ("河口", "Hekou")),
            _township("槐树镇", "Huaishu", ("大田", "Datian"), ("新塘", "Xintang")),
        ),
    ),
    AreaNames(
        "A06",
        Text("南坪片区", "South Terrace"),
        (
            _township("南坪镇", "Nanping", ("梅园", "Meiyuan"), ("红星", "Hongxing")),
            _township("石桥乡", "Shiqiao", ("长岭", "Changling"), ("水口", "Shuikou"), is_town=False),
        ),
    ),
)
