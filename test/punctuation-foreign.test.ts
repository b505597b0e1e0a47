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
  "old-style quotes around Chinese are no code": {
    becomes: [
      ["他說:`船來了,快走!'大家都站起來", "他說：`船來了，快走！'大家都站起來"],
      ["以`秋'字為題,作詩一首", "以`秋'字為題，作詩一首"],
      ["``船来了,快走吧'',他说", "``船来了，快走吧''，他说"],
      ["她問:`去不去?'他說:`不去.'", "她問：`去不去？'他說：`不去。'"],
      ["`甲,乙`两个字", "`甲，乙`两个字"],
    ],
    stays: [
      "`a, b`是元组",
      '运行`print("你好,世界")`即可',
      "`cat 文件.txt > b, c`",
      "`数 = {甲: 1, 乙: 2}`是字典",
      "`x: int = 3`",
      "`git log --since 昨天, --oneline`",
    ],
  },
  "commands and calls with nothing Chinese but in their strings": {
    becomes: [
      ['他说"你好,世界"', "他说“你好，世界”"],
      ['echo是个命令,印出"你好,世界"', "echo是个命令，印出“你好，世界”"],
      ['Echo："你好,世界"', "Echo：“你好，世界”"],
      ["G(Gay)指男同性恋,L(Lesbian)指女同性恋", "G（Gay）指男同性恋，L（Lesbian）指女同性恋"],
      ["手机用Exynos990,5G版", "手机用Exynos990，5G版"],
    ],
    stays: [
      'echo "船来了,快看"',
      '$ grep "渡口,码头" report.txt',
      'git commit -m "修好了渡口,码头"',
      'log.info("启动完成: %s", name);',
      "print(f'第{n}个,传入参数:{x}')",
      'curl -d "name=林远,age=3" http://example.invalid/',
      "坐标(39.5,116.3)",
      "f(x)是函数",
      "共3,5G流量",
    ],
  },
  "faces made of marks": {
    becomes: [
      ["你好(^_^),再见", "你好(^_^)，再见"],
      ["代号:D,不详", "代号：D，不详"],
      ["他说:(大笑)好", "他说：（大笑）好"],
      ["甲:(一)乙", "甲：（一）乙"],
      ["选项:P,共3分", "选项：P，共3分"],
    ],
    stays: ["(>_<)好累", "他哭了(T_T)", "收到啦:-D 谢谢", "真高兴:)", "真高兴: )", "算了;-P", "(=^_^=)"],
  },
});
