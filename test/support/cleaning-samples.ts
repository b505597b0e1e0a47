/** Pages of our own writing about an invented place. */

export const headline = "云溪县春耕备耕进展顺利";

export const paragraphs = [
  "三月以来，云溪县各乡镇抓住晴好天气，组织农户翻耕水田、疏通沟渠，全县春耕备耕工作进展顺利。",
  "在白鹤乡的育秧大棚里，农户陈禾苗正在查看秧苗的长势。她说，今年合作社统一供种，每亩能省下六十元。",
  "县农业农村局的技术员走进田间，为农户讲解施肥和防病的要点，目前已经举办培训班十二期。",
];

export const article = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${headline}</title></head><body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/news/">新闻</a></li><li><a href="/gov/">政务</a></li><li><a href="/tour/">旅游</a></li></ul></div>
<h1>${headline}</h1>
${paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join("\n")}
<div class="footer"><p>版权所有：云溪新闻网 未经授权禁止转载</p></div>
</body></html>`;

export const notArticle = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>云溪</title></head><body><p>云溪</p></body></html>`;
