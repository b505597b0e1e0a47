/** Chinese is told from its neighbours, however many foreign words it holds. */
import { describe, expect, test } from "vitest";
import { detectLanguage } from "../../../src/core/page/language.ts";

const STORY =
  "青湾镇的老粮站空了二十六年。今年春天，镇里把它改成了一间阅览室，放学的孩子和赶集的老人都爱去坐一坐。";
const LONG = STORY.repeat(40);

describe("language", () => {
  test.each<[string, string, string]>([
    ["Chinese", STORY, "cmn"],
    ["traditional Chinese", "青灣鎮的老糧站空了二十六年。今年春天，鎮裡把它改成了一間閱覽室。", "cmn"],
    ["one line of Chinese", "老粮站改成了一间阅览室", "cmn"],
    ["Chinese with one kana in two thousand characters", `${LONG}の${LONG}`, "cmn"],
    ["Chinese that quotes a Japanese phrase", `${STORY}她在书的第一页写着“ありがとう”，意思是谢谢。`, "cmn"],
    [
      "Chinese about foreign products",
      "新款Nova Pro 11搭载Qwave X2芯片，支持Wi-Fi 7和Bluetooth 6，售价2499元，今天在青湾开卖，现场来了很多人。",
      "cmn",
    ],
    [
      "Chinese with more Latin letters than characters",
      "新机Nova Pro 11 Max Ultra Titanium Edition开卖，Qwave Snapfire X2芯片，来的人很多。",
      "cmn",
    ],
    ["classical Chinese", "学而时习之，不亦说乎？有朋自远方来，不亦乐乎？", "cmn"],
    ["Chinese with rare characters", "㛃县与䶮镇都在𠮷河边上，二〇二六年通了车。", "cmn"],
    ["Japanese", "青い湾の古い倉庫が、この春、読書室になりました。子供たちもお年寄りも毎日来ます。", "jpn"],
    ["Japanese in katakana", "コンピューターとインターネットのニュースをお届けします", "jpn"],
    ["Korean", "오래된 곡물 창고가 올봄에 열람실로 바뀌었습니다. 아이들과 어르신들이 자주 찾습니다.", "kor"],
    [
      "English",
      "The old granary stood empty for twenty-six years before the town turned it into a reading room this spring.",
      "eng",
    ],
    [
      "English with a Chinese name",
      "The old granary of Qingwan (青湾) stood empty for twenty-six years before the town turned it into a reading room.",
      "eng",
    ],
    [
      "Russian",
      "Старое зернохранилище двадцать шесть лет стояло пустым, а этой весной стало читальным залом.",
      "rus",
    ],
    [
      "Chinese between lines of code",
      [
        "先写一个函数，把两个数加起来，再打印出来。",
        ...Array.from(
          { length: 30 },
          (_, at) => `const total${at} = computeTotalAmount(items, discountRate)`,
        ),
        "运行以后，屏幕上应该出现总价，没有出现就回头检查第一行。",
      ].join("\n"),
      "cmn",
    ],
    [
      "code with Chinese words in it is what is around it: English",
      [
        "Write a function that adds two numbers and prints them, as the chapter before this one has shown you.",
        'print("总价")',
        "Run the program and look at the total on the screen, then go back to the first line if nothing appears.",
      ].join("\n"),
      "eng",
    ],
    [
      "Chinese that quotes an English speech of many lines",
      [
        "镇长昨天念了一封来信，信是英文写的，他一句一句念完，又请中学的何老师译成中文，台下坐了两百多人。",
        ...Array.from(
          { length: 6 },
          () => "We have never forgotten the old granary by the river, nor the people who kept it for us.",
        ),
        "信念完了，台下静了一会儿，然后有人鼓掌，鼓掌的声音越来越大。",
      ].join("\n"),
      "cmn",
    ],
    [
      "English with one Chinese sentence",
      [
        ...Array.from(
          { length: 12 },
          () => "We have never forgotten the old granary by the river, nor the people who kept it for us.",
        ),
        "老粮站改成了一间阅览室，孩子们放学就来坐一坐。",
      ].join("\n"),
      "eng",
    ],
    [
      "Chinese about birds with Latin names",
      "白鹭（Egretta garzetta）、苍鹭（Ardea cinerea）、夜鹭（Nycticorax nycticorax）和池鹭（Ardeola bacchus）都来了。",
      "cmn",
    ],
    [
      "Chinese with Japanese titles and names",
      "歌手唱了《ありがとうのうた》《さよならのまえに》《きみとあるいたみち》三首，台下跟着唱，唱到天黑才散。",
      "cmn",
    ],
    [
      "a lesson: each Japanese sentence with its Chinese",
      [
        "きょうはとてもいいてんきですね、いっしょにあるきましょう。",
        "今天天气真好，我们一起走走吧。",
        "このほんはともだちからもらいました、とてもおもしろいです。",
        "这本书是朋友送的，很有意思。",
      ].join("\n"),
      "cmn",
    ],
    [
      "Japanese that quotes a Chinese line",
      [
        "青い湾の古い倉庫が、この春、読書室になりました。子供たちもお年寄りも毎日来ます。",
        "壁には「老粮站改成了阅览室」と書かれています。冬にはストーブも置かれ、夜まで灯りがついています。",
      ].join("\n"),
      "jpn",
    ],
    ["nothing", "", "und"],
    ["too little", "老粮站", "und"],
    ["figures", "2031-03-02 09:20:31 100% 3.14", "und"],
  ])("%s", (_, text, language) => {
    expect(detectLanguage(text).language).toBe(language);
  });
});

describe("script", () => {
  test.each<[string, string, string | undefined]>([
    ["simplified", STORY, "Hans"],
    ["traditional", "青灣鎮的老糧站空了二十六年。今年春天，鎮裡把它改成了一間閱覽室，孩子們都來了。", "Hant"],
    ["simplified with a name in the other script", `${LONG}匾上写着“書滿樓”。`, "Hans"],
    ["characters that both scripts share", "山水之中有人家，人家之下有小河，小河之上有木舟。", undefined],
    ["both in equal parts", "这来个说时 這來個說時", undefined],
    ["not told for another language", "The old granary stood empty for twenty-six years.", undefined],
  ])("%s", (_, text, script) => {
    expect(detectLanguage(text).script).toBe(script);
  });
});
