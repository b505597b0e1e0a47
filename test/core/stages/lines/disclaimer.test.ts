import { describeStage, HEADLINE, STORY, type Keep, type Removal } from "../../../support/stage-tables.ts";

const below = (line: string): Removal => ({ text: { below: line }, reason: "disclaimer" });

const removes: readonly Removal[] = [
  // Glued to the last sentence: it alone goes.
  {
    text: [
      HEADLINE,
      ...STORY.slice(0, 4),
      `${STORY[4]}（版权所有，未经授权不得转载，转载请注明作者和出处）`,
    ].join("\n"),
    lines: ["（版权所有，未经授权不得转载，转载请注明作者和出处）"],
    reason: "disclaimer",
  },

  below("本文章内容来源于网络公开内容,仅供参考!不对文章内容时效、真实性负责"),
  below("版权声明：本文由本站发布，如需转载请注明出处。"),
  below("免责声明：凡本网注明“来源：其他媒体”的作品，均转载自其他媒体，并不代表本网观点。"),
  below("特别声明：以上内容为用户上传并发布，本平台仅提供信息存储空间服务。"),
  below("如有侵权，请联系我们删除。"),
  below("聲明：未經授權不得轉載"),
  below("以上内容仅代表作者本人观点，不代表本站观点，不构成投资建议"),
  below("本文图片均来自网络，侵删"),
  below("图文无关"),
  below("（侵权必删）"),
  below("投资有风险，入市需谨慎。本文不构成投资建议。"),
  below(
    "声明：转载此文是出于传递更多信息之目的。若有来源标注错误，请作者持权属证明与本网联系，我们将及时更正、删除。",
  ),
  below("青湾健康网（www.qingwan.example）专稿，未经书面授权请勿转载。"),
  { text: { end: "免责声明：本文仅供参考，与本站立场无关" }, reason: "disclaimer" },
  {
    html: {
      end: `<div class="statement">平台声明：该文观点仅代表作者本人，本平台仅提供信息存储空间服务。</div>`,
    },
    lines: ["平台声明：该文观点仅代表作者本人，本平台仅提供信息存储空间服务。"],
    reason: "disclaimer",
  },
];

const end = (line: string): Keep => ({ text: { end: line } });

const keeps: readonly Keep[] = [
  end("法院认为，免责声明写在票背面，对乘客不产生效力。"),
  end("版权声明贴在阅览室门口，很少有人停下来读。"),
  end("沈月桥郑重声明，自己从未收过一分钱。"),
  end("未经授权的采砂船被拦在了河口。"),
  end("这份图纸仅供参考，施工以现场测量为准。"),
  // The subject of a story about the law, with more than one such word in it.
  end("法官提醒，转载别人的照片即使注明了出处，未经授权也可能侵权。"),
  end("她说，书里的观点不代表阅览室的立场，读者自己判断。"),
  end("镇里的老会计常说，投资有风险，入市需谨慎。"),
  end("投资有风险的话，他一个字也没听进去。"),
  end("办展览是出于传递更多信息之目的，不是为了好看。"),
  end("展板上的图片来自网络，县里的摄影师看了直摇头。"),
  end("信的末尾写着“请勿转载”四个字，他照做了三十年。"),
  { text: { inside: "免责声明：本网不承担责任。这样一行小字，法院没有采信。" } },
  { text: { above: "“免责声明”能免责吗？" } },
];

describeStage("disclaimer", removes, keeps);
