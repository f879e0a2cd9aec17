"""The words of the grammar of roles, by what they are to it."""

from __future__ import annotations

from enum import IntEnum


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


class Part(IntEnum):
    """What a token is to the grammar."""

    OTHER = 0
    VERB = 1
    NOUN_VERB = 2
    ADVERB = 3
    MODAL = 4
    NEGATION = 5
    PREPOSITION = 6
    AT = 7  # 在
    CLOSER = 8
    WITH = 9
    LISTED = 10  # 、
    OF = 11  # 的
    COMMA = 12
    END = 13
    OPENS = 14
    CLOSES = 15
    ACTOR = 16
    ETC = 17
    OBJECT = 18  # 将, 把
    PASSIVE = 19
    NUMBER = 20
    DATE = 21
    ALSO = 22  # 并
    ASPECT = 23  # 了
    FROM = 24  # 从


WORDS = {
    Part.ADVERB: """
        积极 主动 共同 不断 进一步 率先 继续 持续 正 正在 在此基础上 始终 一直 相继 先后 陆续 纷纷 普遍 广泛
        大力 着力 努力 全力 深度 深入 逐步 逐渐 充分 切实 有效 明确 高度 极为 更加 更 最 较 较早 较为 十分 特别
        尤其 重点 主要 首先 首次 率 早已 早 已 已经 曾 曾经 便 才 也 都 均 皆 各自 分别 一致 一道 联手 协商一致
        公开 正式 强烈 多次 反复 再次 重新 一律 无条件 联合 携手 合力 迅速 快速 尽快 加快 加紧 抓紧 及时 提前
        严格 全面 自愿 自行 直接 间接 简单 密切 紧密 严重 极力 竭力 大肆 肆意 单方面 企图 试图 力图 意图
        妄图 旨在 力求 力争 争取 尝试 着手 开始 进行 加以 予以 长期 长期以来 一贯 历来 总是 往往 通常 常常 经常
        一般 仍 仍然 依然 仍旧 还 还要 又 再 则 却 只 只能 仅 仅仅 尤 务必 真正 显著 极大 大幅 大大 不仅 不只
        不但 既 理应 宜 本来 原本 客观上 事实上 实际上 某种程度上 相互 互相 彼此 日益 越来越 同样 一同
        随后 此后 随即 最终 最近 近期 近年来 近年 目前 当前 如今 今天 现在 未来 今后 同年 同月 当年 同日 去年
        今年 此前 当时 为此 因此 因而 从而 进而 通力 稳步 有序 有力 有条件 有权 有望 有意 带头 广为 更好 更多
        更为 倾向于 地 来 去 自觉 牢牢 加速 灵活 审慎 慎重 妥善 合理 精准 坚决 坚定 坚定不移 大规模 批量 无偿
        免费 默认 故意 有意识 不约而同 双双 业已 大多 大都 多 至少 几乎 也许 或许 可能会 联袂 全程 事先 事后
        定期 每年 逐一 逐项 专门 统筹
        """,
    Part.MODAL: """
        应 应当 应该 须 必须 需 需要 要 可 可以 能 能够 会 可能 有可能 将会 必将 势必 愿 愿意 愿同 希望 不得不
        亟需 亟待 急需 有必要 必然 应将 敢于 善于 勇于 便于 易于 须要 有助于 有利于 也可 也应 还应 还需 既要
        只要 才能 就要 想
        """,
    Part.NEGATION: """
        不 没 没有 未 未能 未曾 尚未 并未 并不 不再 不能 不会 不可 不应 不应该 不应当 不得 不必 不愿 不要 不想
        不可能 无法 无力 无权 无意 难以 很难 不宜 不肯 从未 绝不 绝不能 决不 从不 勿 莫 别 拒不 免于 还未 仍未
        缺乏 不允许 毫不
        """,
    Part.PREPOSITION: """
        对 对于 向 以 为 为了 就 针对 基于 按照 依照 根据 依据 依托 围绕 结合 随着 因 由于 朝 朝着 沿着 经 经过
        通过 凭借 借助 本着 作为 面对 面向 关于 除 除了 出于 鉴于 给 替 比 借 鉴 按 据 立足 立足于 着眼 着眼于
        经由 透过 用
        """,
    Part.AT: "在 于 当",
    Part.FROM: "从 自 自从",
    Part.CLOSER: """
        中 上 下 内 里 外 时 后 前 间 之间 之中 之下 之上 之后 之前 以内 以来 方面 期间 层面 领域 过程 过程中
        框架下 框架内 基础 基础上 背景下 之际 阶段 环节 范围内 出发 情况下 条件下 前提下 全球 国内 国际
        一定程度上 范围
        """,
    Part.WITH: "与 和 同 跟 及 以及 或 或者 还是 暨",
    Part.LISTED: "、",
    Part.OF: "的 之 如何 是否 怎样 怎么 何时",
    Part.ETC: "等 等等 等等等",
    Part.OBJECT: "将 把",
    Part.PASSIVE: """
        被 遭 遭到 遭受 受 受到 受制于 得到 获 由 得以 是 视为 视作 看作 当作 成为 称为 变为 作出 做出 具有
        处于 面临 存在 属于 陷入 落入 导致 使得 使 令 让 意味着
        """,
    Part.DATE: "年 月 日 年初 年底 年末 月初 月底 上旬 中旬 下旬 年前 起 世纪 年代",
    Part.ALSO: "并 并且 而 且 而且 乃至",
    Part.ASPECT: "了 着 过",
    Part.COMMA: "， ,",
    Part.END: "。 ！ ？ ! ? …… … — —— ； ; ： : \n",
    Part.OPENS: "（ ( 〔 [",
    Part.CLOSES: "） ) 〕 ]",
}
SIGNS = _set("了 着 过 《 “ 「 该 其 这 这些 此 各 一 一个 一项 一系列 多 多个 多项 任何 所有 并")
ADOPTED = _set("了 《 多项 两项 决议 法案 公约")  # what 通过, a verb, stands before
THEN = "就"  # an adverb before a verb or an adverb, else a preposition
UNANIMOUS = _set("一致 协商一致 表决")  # and behind
HEADS = _set("作用 者 力 中 下 方面 过程")  # a verb before one of these is no verb: 引领作用
ANNIVERSARY = "周年"  # 成立 75 周年 is no deed
WITH_HEADS = _set("发挥 起到 扮演")  # but 发挥作用
# What may stand between a preposition and the actor behind it, and what shows that the actor is no subject.
MODIFIERS = _set(
    """
    特别 是 广大 其他 其它 全球 各 各类 各个 主要 一些 部分 相关 有关 世界 特别是 尤其 包括 所有 多数 大多数 许多 众多
    不同 这些 那些 每个 个别 少数 国际 国内 当地 更 多 一个 几个 任何 全 整个 普通 大型 中小
    """
)
GOVERNING = _set(
    """
    对 对于 向 为 为了 给 从 在 于 以 关于 针对 面向 面对 把 将 比 跟 与 同 除 除了 朝 经 通过 凭借 借助 作为
    随着 当 有关 围绕 基于 鉴于 立足 依托 因 由于 自 不是 而不是 而非 并非 非 至 到 愿同
    """
)
# Behind one of these the actor is what is made or held.
MAKING = _set("成立 建立 设立 组建 构建 打造 创建 举办 召开 签署 发布")
# What is said is told behind these: a clause that opens with a verb there is part of it, not a deed of the speaker.
SAYING = _set("""
        呼吁 强调 指出 认为 表示 声称 宣称 警告 号召 敦促 重申 要求 宣布 承认 主张 建议 同意 希望 鼓励 提议
        """)
SPLITTING = _set("与 同 跟 和 及 以及 或 或者 、")
