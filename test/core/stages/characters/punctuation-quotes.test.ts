/**
 * GB/T 15834, 引号: where the quotes of a text are curly, straight ones of a Chinese clause open and close in turn; what has no
 * partner stays, and so does a text that was typed with straight ones.
 */
import { describeRules } from "../../../support/style-guide.ts";

const curly = "老船工说“明天开船”，渡口的人说“后天”，还有人说“大后天”。";

describeRules({
  "straight double quotes among curly ones become a pair": {
    beside: curly,
    becomes: [
      ['他说:"船来了。"', "他说：“船来了。”"],
      ['"船来了,"他说。', "“船来了，”他说。"],
      ['荣获"先进集体"和"文明单位"称号', "荣获“先进集体”和“文明单位”称号"],
      ['所谓"断桥",其实没有断。', "所谓“断桥”，其实没有断。"],
      ['"互联网+"行动', "“互联网+”行动"],
      ['推进"2+4+N"布局', "推进“2+4+N”布局"],
      ['"一村一品"工程(二期)', "“一村一品”工程（二期）"],
      ['他念道:"春眠不觉晓,处处闻啼鸟."', "他念道：“春眠不觉晓，处处闻啼鸟。”"],
      ['"Yes"是他唯一会的英语', "“Yes”是他唯一会的英语"],
      ['(俗称"小渡口")', "（俗称“小渡口”）"],
    ],
    stays: [
      "他说：“船来了。”",
      '他说"船来了。',
      '24"显示器和27"显示器',
      'class="a"是属性',
      '她说 "we can do it" and left.',
    ],
  },
  "straight single quotes among curly double ones become a pair around Chinese words only": {
    beside: curly,
    becomes: [
      ["“他叫'老船工'”", "“他叫‘老船工’”"],
      ["这就是'零门槛'。", "这就是‘零门槛’。"],
    ],
    stays: ["It's a ferry.", "Lin's和Zhou's两家店", "'80s怀旧", "5'11\"的个子", "rock 'n' roll"],
  },
  "a text of straight quotes keeps them, and its other marks are put right": {
    becomes: [
      ['他说:"船来了."', '他说："船来了。"'],
      ['"船来了,"他说。', '"船来了，"他说。'],
      ['新版("小渡口")上线', '新版（"小渡口"）上线'],
      ['"甲",“乙”,"丙"', '"甲"，“乙”，"丙"'],
    ],
    stays: ['所谓"断桥"', "这就是'零门槛'。", '“甲”和"乙"', "他引用“the 'old' ferry”。"],
  },
  "quotes of English lines say nothing of the Chinese ones": {
    beside: 'The "old" ferry, the "new" ferry and the "last" ferry.',
    becomes: [['“渡口”和“码头”还有"船"', "“渡口”和“码头”还有“船”"]],
    stays: ['“渡口”和"码头"还有"船"'],
  },
  "marks beside quotes": {
    becomes: [
      ["“船来了”,他说。", "“船来了”，他说。"],
      ["他说,“船来了。”", "他说，“船来了。”"],
      ["他问:“船呢?”", "他问：“船呢？”"],
      ["“甲”;“乙”", "“甲”；“乙”"],
      ["“甲”(乙)", "“甲”（乙）"],
    ],
    stays: ["“‘三比一提升’勇争第一”，他说。", "“甲”“乙”“丙”", "“甲”、“乙”", "‘甲’“乙”"],
  },
  "a missing quote is put in only between two quoted terms": {
    becomes: [
      ["落实“河长制”林长制”等制度", "落实“河长制”“林长制”等制度"],
      ["打造“一镇一品”一村一景”、“一户一园”", "打造“一镇一品”“一村一景”、“一户一园”"],
    ],
    stays: ["船老大”说", "“船老大说", "“甲”和乙”等", "“船”的老大”"],
  },
  "Traditional typesetting keeps 「」": {
    becomes: [
      ["他說:「船來了。」", "他說：「船來了。」"],
      ["「渡口」,也叫「碼頭」", "「渡口」，也叫「碼頭」"],
      ["他問:「你讀過《渡口》嗎?」", "他問：「你讀過《渡口》嗎？」"],
      ["這個渡口(舊稱禾口)還開著。", "這個渡口（舊稱禾口）還開著。"],
    ],
    stays: ["「『船』來了」", '這條船叫"青禾號"', "「船」與“車”"],
  },
});
