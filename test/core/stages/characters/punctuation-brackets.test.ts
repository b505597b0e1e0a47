/** GB/T 15834, 括号与书名号: both brackets of a pair have one width. */
import { describeRules } from "../../../support/style-guide.ts";

describeRules({
  "brackets in a Chinese clause are full width, both together": {
    becomes: [
      ["青禾镇(旧称禾口)有千年历史。", "青禾镇（旧称禾口）有千年历史。"],
      ["云溪水库(二期)蓄水", "云溪水库（二期）蓄水"],
      ["总产值(GDP)增长6%。", "总产值（GDP）增长6%。"],
      ["网名(K教头)很响亮", "网名（K教头）很响亮"],
      ["最常见的是跨站脚本(XSS)。", "最常见的是跨站脚本（XSS）。"],
      ["林远(1962—)是木匠。", "林远（1962—）是木匠。"],
      ["增幅(8.1%)居首", "增幅（8.1%）居首"],
      ["(记者林远)渡口开船。", "（记者林远）渡口开船。"],
      ["渡口开船。(完)", "渡口开船。（完）"],
      ["(一)修路 (二)架桥", "（一）修路 （二）架桥"],
      ["甲方(以下简称“甲”)与乙方(以下简称“乙”)", "甲方（以下简称“甲”）与乙方（以下简称“乙”）"],
      ["同济(现址(1935年建))在城南", "同济（现址（1935年建））在城南"],
      ["他来自云溪(Yunxi)。", "他来自云溪（Yunxi）。"],
      ["使用人工智能(Artificial Intelligence, AI)技术", "使用人工智能（Artificial Intelligence, AI）技术"],
      ["渡口（北岸)开船", "渡口（北岸）开船"],
      ["2)架桥", "2）架桥"],
      ["(3)清淤", "（3）清淤"],
      ["咖啡(coffee)很香", "咖啡（coffee）很香"],
      ["均值23.5(SD=3.2)与4_1", "均值23.5（SD=3.2）与4_1"],
      ["用open source software(OSS)建站", "用open source software（OSS）建站"],
      ["增长(853)3600人", "增长（853）3600人"],
    ],
    stays: [
      "青禾镇（旧称禾口）有千年历史。",
      "f(x)是偶函数",
      "调用run(1, 2)即可",
      "Mg(OH)2难溶于水",
      "令y=2(x+1)",
      "致电(0512)53660000",
      "致电(853)3600-1234",
      "传真：(86)0512-53660000",
      "Old Ferry (Japan) 《渡口》",
      "平均a_b(x)",
      "Lin Yuan (a carpenter) lives there.",
      "列表[a, b]与元组(a, b)不同",
      "好的:)",
    ],
  },
  "book titles keep their brackets, and marks beside them are full width": {
    becomes: [
      ["《云溪县志》(卷三)", "《云溪县志》（卷三）"],
      ["《青禾》,《云溪》", "《青禾》，《云溪》"],
      ["《青禾》:一部长篇", "《青禾》：一部长篇"],
      ["《渡口(上)》", "《渡口（上）》"],
      ["《春天,我们种树》", "《春天，我们种树》"],
    ],
    stays: [
      "《云溪县志》《青禾志》",
      "《〈渡口〉序》",
      "读《Node.js入门》",
      "《The Old Ferry, and Other Stories》",
    ],
  },
  "square and other brackets are not touched": {
    stays: ["〔2024〕12号", "［注］", "【快讯】", "[图]", "云政发〔2023〕5号", "{甲}", "<青禾>"],
  },
});
