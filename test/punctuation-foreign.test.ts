/** English, code and addresses have marks of their own; Chinese around them has its own again. */
import { describeRules } from "./style-guide.ts";

describeRules({
  "addresses keep every mark, and the clause goes on behind them": {
    becomes: [
      ["详见https://example.invalid/a,b.html,欢迎转载", "详见https://example.invalid/a,b.html，欢迎转载"],
      ["邮箱:boat@example.invalid;电话:12345", "邮箱：boat@example.invalid；电话：12345"],
      ["下载报告.pdf,打印三份", "下载报告.pdf，打印三份"],
      ["打开example.invalid:8080,再登录", "打开example.invalid:8080，再登录"],
      ["(https://example.invalid/青禾)", "（https://example.invalid/青禾）"],
    ],
    stays: [
      "https://example.invalid/a?b=1;c=2,3",
      "ftp://example.invalid:21/x",
      "D:\\船\\年报(1).txt",
      "boat@example.invalid",
      "mailto:boat@example.invalid",
      "example.invalid/a:b",
      "[渡口](https://example.invalid/a)",
    ],
  },
  "code stays code": {
    becomes: [["执行npm test,看结果", "执行npm test，看结果"]],
    stays: [
      "if (a == 1) { b(); }",
      'print("船来了")',
      "x := 1",
      "std::vector很好用",
      "a?b:c是三元运算",
      '{"船": "青禾", "数": 3}',
      "`a, b`",
      '<p class="a">渡口</p>',
      "SELECT a, b FROM t WHERE c = 1;",
      'git commit -m "fix: a, b"',
      "color: red; margin: 0",
      "O(n)与O(n^2)",
    ],
  },
  "English sentences, clauses and quotations": {
    becomes: [
      ["他说Hello,大家都笑了。", "他说Hello，大家都笑了。"],
      ["歌名是Let it be,很好听。", "歌名是Let it be，很好听。"],
      ["OK,出发!", "OK，出发！"],
      ["T恤,POLO衫,都打折", "T恤，POLO衫，都打折"],
      ["他买了iPhone,iPad,花了一万元。", "他买了iPhone，iPad，花了一万元。"],
    ],
    stays: [
      "Hello, world!",
      "She asked: who built the old ferry?",
      "“To be, or not to be: that is the question.”出自剧本。",
      "Smith, John and Lee, Anna",
      "Dr. Lee, Ph.D., lives here; she is 60.",
      "他引用the old ferry, built in 1935, is still open这句话",
      "公司Ferry Co., Ltd.成立",
      "Yes, it is (mostly).",
      "The word 船 (boat) is old.",
      "“OK, go!”",
    ],
  },
  "other scripts": {
    becomes: [["カフェ,開店!", "カフェ，開店！"]],
    stays: ["Привет, мир!", "안녕, 세계!", "Où est-ce? Là-bas!", "مرحبا, عالم!", "α, β与γ"],
  },
});
