"""Recognising lines that consist of personal names, as under the title of an article."""

from __future__ import annotations

import re
from typing import NamedTuple

# Single surnames, the commonest first, after the census lists and the Hundred Family Surnames (百家姓). Rare ones whose
# character begins many ordinary words (全, 公, 通, 水, 后, 能, 利 …) are left out.
SURNAMES = frozenset(
    "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴"
    "夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟"
    "安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜肖詹关苗凌费纪靳盛童欧甄项"
    "曲成游阳裴席卫查屈鲍覃霍翁隋甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫苟褚廉"
    "简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩井练仲乐虞卞封竺冼原官衣楚佟栗"
    "匡宗应巫鞠桑荆谌扬明伏岑习胥和蔺云昌凤酆鲜尚茅骆缪杭诸嵇荣於惠芮汲弓隗秋伊戎祖韶溥蒲索籍闻莘逄雍濮寿慕茹容慎"
    "戈庾弘寇禄阙沃蔚隆厍晁訾阚沙蒯逯益桓仉郗邝阿闫邰渠雒佘帖庹仝鄂禹麦粟腾蓬檀泮佴亢揣荀湛亓昝赫汝鹿郏禚綦靖肇宓"
    "郇帅郄扈笪缑禤钮敬璩爨谯漆茆斐卿芶隽迮铁宾邾幺蹇仵忻哈颉付怀支门危阴"
)
TWO_CHARACTERS = (
    "欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 司空 轩辕 夏侯 端木 百里 东郭 南宫 呼延 "
    "西门 闻人 赫连 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 鲜于 闾丘 亓官 司寇 颛孙 巫马 公西 漆雕 "
    "乐正 壤驷 公良 拓跋 夹谷 宰父 谷梁 段干 南门 东门 羊舌 微生 左丘 梁丘 独孤 万俟 纳兰 完颜 叶赫 那拉 公羊 "
    "公仪 公输 贺兰 耶律 达奚"
)
# Frequent words that begin with the character of a surname, in reports and their headings.
ORDINARY_WORDS = (
    "阿富汗 阿拉伯 阿里 安保 安定 安放 安哥拉 安徽 安居 安卡拉 安康 安理会 安宁 安排 安全 安全观 安心 安置 安装 "
    "白领 白皮书 白人 白色 白天 柏林 包含 包括 包容 包头 包装 毕竟 毕业 毕业生 边疆 边界 边境 边缘 边远 查询 "
    "昌都 常常 常规 常见 常年 常识 常态 常委 常委会 常住 常驻 畅通 畅想 车辆 成败 成本 成长 成都 成分 成功 成果 "
    "成绩 成立 成年 成品 成人 成熟 成为 成因 成语 仇恨 单边 单纯 单独 单干 单列 单品 单项 单一 单元 党代会 党风 "
    "党建 党史 党委 党政 党政军 党中央 董事 董事长 董事会 都城 都会 杜绝 鄂西 范本 范畴 方便 方略 方向 方言 方针 "
    "房子 费用 封闭 封存 封建 封锁 符合 付诸 甘肃 甘蔗 高潮 高达 高端 高额 高耗能 高举 高考 高品质 高企 高尚 "
    "高手 高水平 高素质 高速 高台 高铁 高温 高新 高兴 高压 高于 高涨 高职 高中 巩固 辜负 古巴 古代 古典 古籍 "
    "古今 古老 古人 古希腊 谷歌 谷物 顾虑 顾问 关爱 关闭 关怀 关键 关键词 关口 关联 关切 关停 关心 关于 官方 "
    "官僚 管道 管好 管护 管理 管理学 管事 管辖 管辖权 管用 管治 哈尔滨 韩国 杭州 和缓 和解 和平 和声 和谐 何必 "
    "何人 何时 何为 何以 贺词 贺信 洪涝 洪水 弘扬 胡乱 花生 花园 华北 华东 华南 华侨 华人 华盛顿 华为 华语 怀念 "
    "怀柔 怀疑 黄赌毒 黄河 黄金 黄麻 黄色 惠民 惠农 惠企 霍乱 吉利 吉林 计委 纪检 纪录 纪律 纪念 纪实 简称 简介 "
    "简历 简明 简述 简易 江北 江河 江淮 江南 江苏 江西 焦点 焦虑 焦炭 揭榜 揭露 揭示 解除 解答 解毒 解放 解放后 "
    "解放军 解释 解脱 解析 金额 金牌 金融 金融业 金色 金沙江 金属 金砖 金字塔 景观 景气 景色 景象 敬意 康复 康养 "
    "孔子 蓝色 蓝天 蓝图 兰州 乐观 乐意 乐园 冷静 冷链 冷战 黎巴嫩 连年 连锁 连通 连同 连续 连云港 廉洁 廉政 "
    "练兵 练习 林木 林权 林业 龙头 隆重 卢布 卢森堡 卢旺达 鲁棒 路径 路上 路演 路由 陆海 陆路 陆上 陆续 罗列 "
    "罗马 骆驼 马克思 马拉松 马来 马里 马列 马上 毛利 梅雨 门户 门槛 门票 门诊 蒙古 孟加拉 米袋子 米兰 苗头 明白 "
    "明朝 明代 明年 明清 明确 明日 明天 明文 明细 明显 明星 明智 莫非 莫斯科 木材 穆斯林 宁波 宁夏 宁愿 牛津 "
    "欧美 欧盟 欧亚 欧元 庞大 蓬勃 齐全 齐心 钱币 强大 强调 强攻 强国 强基 强奸 强劲 强军 强链 强烈 强迫 强盛 "
    "强有力 秋季 秋天 丘陵 曲艺 曲折 渠道 任何 任何人 任免 任命 任意 任用 任职 荣辱观 荣誉 容错 容纳 容忍 容许 "
    "容易 桑拿 沙盒 沙漠 沙特 商标 商标权 商城 商定 商会 商品 商人 商汤 商业 商用 尚待 尚未 申请 申诉 沈阳 慎重 "
    "盛大 盛会 盛事 盛行 施策 施肥 施工 施行 施展 施政 石材 石膏 石灰 石家庄 石景山 石棉 石墨 时常 时代 时光 "
    "时刻 时空 时评 时尚 时政 史册 史料 史实 史学 寿命 舒适 舒心 司长 司令 宋代 苏丹 苏联 苏美 苏州 索马里 索引 "
    "谈话 谈话录 谈判 唐代 腾讯 铁道 铁饭碗 铁合金 铁路 童年 涂料 万吨 万公里 万户 万家 万隆 万人 万物 万象 万亿 "
    "万亿元 万元 万众 王国 危急 危局 危重 韦伯 魏晋 卫生 卫星 温饱 温故 温和 温暖 温州 文本 文创 文档 文稿 文官 "
    "文集 文教 文科 文莱 文旅 文盲 文秘 文明 文明村 文凭 文书 文体 文物 文献 文学 文学家 文艺 文摘 文章 文字 "
    "闻名 吴越 武昌 武汉 武警 武力 武装 习惯 习气 习俗 夏季 夏天 鲜活 鲜明 项目 向来 向善 向上 向往 向心力 "
    "肖像权 谢辞 谢词 谢意 辛勤 徐州 许多 许可 许可证 严惩 严打 严格 严谨 严禁 严峻 严厉 严密 严肃 严重 颜色 "
    "阳光 伊拉克 伊朗 伊始 伊斯兰 易用 阴谋 阴阳 阴影 应急 应届 应聘 应试 应邀 应用 应由 应有 尤其 尤为 游客 "
    "游览 游戏 游泳 于民 余额 余力 宇宙 原材料 原创 原定 原来 原理 原料 原生 原始 原文 原先 原因 原有 原则 "
    "原则上 原著 原子 原子弹 原子能 云端 云南 云平台 云图 云原生 曾经 湛江 章程 章回 张掖 郑重 郑州 支撑 支持 "
    "支配 支援 支柱 钟表 钟点 仲裁 周边 周刊 周末 周年 周转 诸多 诸如 祝福 祝贺 祝愿 庄严 庄园 卓越 宗教 宗教界 "
    "宗旨 邹城 祖国 左侧 左手 左翼 左右 滕州"
)
# Characters that end or fill many words and hardly any given name.
IN_WORDS = frozenset(
    "的是了在与或及不我你他她它们这那个等被把对给让使所且此该些每各什么吗呢吧很更最也就还再已并着过到去前内外间两"
    "次第约候号线面处地式样需要够须做取受变减降推改设制督控防障务贸投赔性院部省市区县局厅署率量度型者费税题况类种"
    "层级款案系统险患灾病死债贷罪罚犯器械价货钱资产技术数据网络件码算机效例条附注别另但下出当责任结构组织站罐房屋"
    "车船舱库店铺厂矿场室馆校员商队党派单段位阶节骤序围划准求计整零片套批份枚只匹岛动管决执查办报告讨究说谈讲看听"
    "读写刷播接收送交换卖付账感情势危害损失坏污爆炸杀伤缩慢低弱旧差难苦痛穷饥页址倍块肉粮菜油煤某"
)
ENDINGS = frozenset("化法期论洲")  # those that end words, but stand inside given names
# Characters with which foreign names are written.
FOREIGN = frozenset(
    "阿埃艾安昂奥澳巴白拜班邦包鲍贝本比彼边宾波伯博勃布采察查昌彻茨慈措达代戴丹当道得德登邓迪蒂第丁东杜敦多顿厄恩"
    "尔法凡范菲费芬丰佛夫弗芙福盖甘冈戈哥格葛根贡古瓜圭郭果哈海汉豪赫黑亨洪侯胡怀惠霍基吉加伽迦贾坚杰金津京久卡凯"
    "坎康考柯科可克肯孔库夸奎昆拉来赖兰朗劳勒雷蕾黎里理利丽莉莲良列烈林琳留刘柳龙隆卢鲁路露伦罗洛略马玛迈麦曼芒毛"
    "茂梅门蒙孟米密明缪摩莫墨默姆木穆拿娜纳乃奈南瑙内讷尼妮涅牛纽努诺欧帕派潘庞培佩彭蓬皮匹平珀菩普奇齐契恰强乔切"
    "钦琴让热仁日荣茹儒瑞若撒萨塞赛桑瑟森沙莎山绍舍申圣施石什舒思斯丝松苏孙索塔泰坦汤唐陶特滕藤提廷通图托脱瓦娃旺"
    "汪王威韦维卫魏温文翁沃乌武西希锡夏香肖谢辛欣兴雄休雅亚娅延扬杨耶叶伊依易因英尤于约宰泽扎詹珍芝治朱卓兹子宗祖"
    "佐蔡翠邹茜黛薇晋美义买力铁"
)
# English words that stand capitalised in headings.
HEADING_WORDS = (
    "academy agenda ai and annex appendix artificial association author authors center centre chapter china "
    "chinese college commission committee conclusion content contents council cover data deep department digital "
    "draft economic european executive figure foreign foundation framework future general generative global "
    "governance group human information institute intelligence international introduction journal key language "
    "large laboratory law learning machine ministry model models national nations network new office open "
    "organization people policy preface press principles progress public references report republic research "
    "review risk risks safety school science sciences security social society standards state states strategy "
    "studies study summary system systems table team tech technology the think united university white word "
    "words work working world"
)

PARTICLE_WORDS = "al bin da de del den der di dos du el la le ter van von y"
COMPOUND_SURNAMES, NO_NAMES, ENGLISH, PARTICLES = (
    frozenset(words.split()) for words in (TWO_CHARACTERS, ORDINARY_WORDS, HEADING_WORDS, PARTICLE_WORDS)
)

LONGEST_LINE = 240
HAN = "\u3400-\u4dbf\u4e00-\u9fff"
LETTER = "A-Za-z\u00c0-\u024f"
NOT_NAMES = re.compile(r"[。！？!?《》“”\"%％…=+@]")
OPENING = re.compile(r"[\s□◇○●◆■▪◎☆★·•*＊]*(?:(?:文|作者|撰文|撰稿|执笔|编译|译者?)\s*[/／|｜丨︱:：]\s*)?")
MARK = re.compile(
    r"(?<=\S)\s*(?:<sup>[^<>]{0,20}</sup>|\^?[①-⑳]|\[\d{1,3}\]|［\d{1,3}］|〔\d{1,3}〕|\\?[*＊†‡]|[¹²³⁰-⁹])"
)
LATIN_WORD = rf"[{LETTER}][{LETTER}.'’\-]*"
LATIN = rf"{LATIN_WORD}(?: +{LATIN_WORD}){{1,4}}"
IN_BRACKETS = re.compile(rf"(?<=[{HAN}])\s*[(（]\s*({LATIN})\s*[)）]")
DOT = re.compile(r"\s*[·•‧・･]\s*")
FOREIGN_PART = rf"(?:(?:[A-Z]\. ?)*[{HAN}]{{1,8}}(?:[-–‐][{HAN}]{{1,8}})*|[A-Z]\.?)"
NAME = re.compile(
    rf"({FOREIGN_PART}(?:·{FOREIGN_PART})+)|({LATIN})"
    rf"|([{HAN}]\s+[{HAN}](?![{HAN}]))|([{HAN}]{{2,8}}(?:[-–‐][{HAN}]{{1,8}})*)"
)
BETWEEN = re.compile(r"\s*[,，、;；/／]\s*|\s+|$")
TITLE = re.compile(r"(?:副?教授|博士|院士|主任|副?研究员)$")
HAN_ONLY = re.compile(rf"[{HAN}]+")
OUTER = " \t\u3000,，、;；"
LONGEST_NAME = 4
LONGEST_UNLISTED = 3


class Word(NamedTuple):
    """What may be a name: its text, how sure that is, and whether Chinese characters spell a foreign name in it."""

    text: str
    sure: bool
    foreign: bool = False


def is_likely_name(word: str) -> bool:
    """Tell whether a word is a Chinese name: a listed surname, one or two further characters, no ordinary word.

    Example:
        >>> is_likely_name("季卫东"), is_likely_name("方法")
        (True, False)
    """
    if not 2 <= len(word) <= LONGEST_NAME or not HAN_ONLY.fullmatch(word) or word in NO_NAMES:
        return False
    surname = 2 if word[:2] in COMPOUND_SURNAMES and len(word) > 2 else 1
    listed = surname == 2 or word[0] in SURNAMES
    return listed and len(word) - surname <= 2 and not _ends_as_word(word[surname:])


def names_in(line: str) -> list[str]:
    """Return the names of which a line consists, or nothing if it holds anything else.

    Names come without blanks inside, the Latin spelling in brackets, ornaments, note marks and titles. A single word
    must be sure: a listed surname, or a foreign name with a dot. Of several, two thirds must be sure or spell a foreign
    name, and none may be an ordinary word.

    Example:
        >>> names_in("王 俊, 娜迪娅")
        ['王俊', '娜迪娅']
        >>> names_in("发展、治理、安全")
        []
    """
    if len(line) > LONGEST_LINE:
        return []
    bare = OPENING.sub("", line, count=1)
    if NOT_NAMES.search(bare):
        return []
    bare = IN_BRACKETS.sub(_without_latin_name, MARK.sub("", bare))
    words = _words(DOT.sub("·", bare).strip(OUTER))
    sure = sum(word.sure for word in words)
    likely = sum(word.sure or word.foreign for word in words)
    return [word.text for word in words] if sure and 3 * likely >= 2 * len(words) else []


def _without_latin_name(match: re.Match[str]) -> str:
    """Return what stays of a pair of brackets: nothing, if a Latin name stands in it."""
    return " " if _is_latin_name(match[1]) else match[0]


def _words(bare: str) -> list[Word]:
    """Cut a line into what may be names; nothing if any part of it cannot be one."""
    words: list[Word] = []
    at = 0
    while at < len(bare):
        found = NAME.match(bare, at)
        between = BETWEEN.match(bare, found.end()) if found else None
        if not found or not between:
            return []
        at = between.end()
        if words and found[4] and TITLE.fullmatch(found[4]):
            continue
        word = _judged(found)
        if word is None:
            return []
        words.append(word)
    return words


def _judged(found: re.Match[str]) -> Word | None:
    """Judge one part of a line by its form; None if it is no name."""
    dotted, latin, spaced, han = found.groups()
    if dotted:
        return Word(dotted, sure=True) if _spells_foreign(dotted, 0.75) else None
    if latin:
        return Word(" ".join(latin.split()), sure=True) if _is_latin_name(latin) else None
    if spaced:
        name = spaced[0] + spaced[-1]
        return Word(name, sure=True) if is_likely_name(name) else None
    name = TITLE.sub("", han)
    if is_likely_name(name):
        return Word(name, sure=True)
    if len(name) < 2 or name in NO_NAMES or _ends_as_word(name[1:]):
        return None
    if len(name) > 2 and _spells_foreign(name, 1):
        return Word(name, sure=False, foreign=True)
    return Word(name, sure=False) if len(name) <= LONGEST_UNLISTED else None


def _ends_as_word(given: str) -> bool:
    """Tell whether what would be the given name holds a character that given names hardly ever have."""
    return given[-1:] in ENDINGS or not IN_WORDS.isdisjoint(given)


def _spells_foreign(name: str, share: float) -> bool:
    """Tell whether at least this share of the Chinese characters are such as foreign names are written with."""
    characters = [character for character in name if HAN_ONLY.match(character)]
    return sum(character in FOREIGN for character in characters) >= share * len(characters) > 0


def _is_latin_name(words: str) -> bool:
    """Tell whether Latin words are a name: capitals, initials and particles, and no word of English headings."""
    parts = [part for part in words.split() if part not in PARTICLES]
    initials = [part for part in parts if len(part.replace(".", "")) == 1 or part.endswith(".")]
    if len(parts) < 2 or len(initials) == len(parts):
        return False
    return all(
        part[0].isupper() and part.lower() not in ENGLISH and (part in initials or not part.isupper()) for part in parts
    )
