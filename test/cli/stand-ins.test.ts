/** Pages that come with status 200 and are not what was asked for: kept, judged, and never an article. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { NotArticleError } from "../../src/core/errors.ts";
import { run } from "../support/cli-run.ts";

const menu = `<ul class="nav">${["首页", "要闻", "政务", "乡镇", "视频", "专题"].map((word, at) => `<li><a href="/${at}/">${word}</a></li>`).join("")}</ul>`;
const footer = `<div class="footer"><p>版权所有 青禾县融媒体中心 未经授权不得转载</p><p>地址：青禾县人民路1号 电话：0000-0000000</p></div>`;
const page = (title: string, body: string) =>
  `<!doctype html><html><head><meta charset="utf-8"><title>${title}</title></head><body>${menu}<div class="main">${body}</div>${footer}</body></html>`;

const standIns: Readonly<Record<string, string>> = {
  "a missing page": page("404", "<h1>404</h1><p>您访问的页面不存在</p>"),
  "a missing page that apologises at length": page(
    "页面不存在 - 青禾新闻网",
    "<h1>很抱歉，您要访问的页面不存在！</h1><p>您要查看的页面可能已被删除、更名，或暂时不可用，请检查您输入的网址是否正确。</p><p>您可以返回首页，或者使用搜索查找您需要的内容。</p>",
  ),
  "a missing page in English": page("404 Not Found", "<center><h1>404 Not Found</h1></center><hr>nginx"),
  "a removed article": page("青禾新闻网", "<p>该文章已被删除</p><p>三秒后返回首页</p>"),
  "an article of its publisher's past": page("提示", "<h2>此内容已被发布者删除</h2><p>请查看其他内容</p>"),
  "a captcha": page(
    "安全验证",
    "<h1>安全验证</h1><p>访问过于频繁，请输入验证码后继续访问。</p><input><button>提交</button>",
  ),
  "a slider": page("验证", "<p>请拖动滑块完成拼图</p><p>完成人机验证后即可继续访问</p>"),
  "a check of the browser": `<!doctype html><title>Just a moment...</title><h1>Just a moment...</h1><noscript>Enable JavaScript and cookies to continue</noscript><script>check()</script>`,
  "a firewall": page(
    "405",
    "<h1>405</h1><p>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</p><p>您的访问请求编号：0a1b2c3d</p>",
  ),
  "a refusal": page("拒绝访问", "<h1>访问被拒绝</h1><p>您没有访问权限，请联系网站管理员。</p>"),
  maintenance: page(
    "网站维护",
    "<h1>系统维护中</h1><p>网站维护升级中，请稍后再访问，给您带来的不便敬请谅解。</p>",
  ),
  "a busy server": page("提示", "<p>系统繁忙，请稍后再试</p>"),
  "a frame that only scripts fill": `<!doctype html><meta charset="utf-8"><title>青禾新闻网</title><div id="app"></div><noscript>请启用JavaScript后继续浏览本站</noscript><script src="/app.js"></script>`,
  "a script that sets a cookie": `<html><script>document.cookie="c=1";if(1)location.reload()</script></html>`,
  "a way through": page("正在跳转", "<p>正在跳转，请稍候……</p>"),
  "nothing but the chrome of the site": page("青禾新闻网", ""),
};

describe("a page that stands in for another", () => {
  /** What `ingest` said of each, by its address. */
  const verdicts = new Map<string, string>();
  let code: number;
  let names: { readonly raw: readonly string[]; readonly clean: readonly string[] };

  beforeAll(async () => {
    const cwd = mkdtempSync(join(tmpdir(), "newsift-stand-ins-"));
    const server = createServer((request, response) => {
      const html = Object.values(standIns)[Number(request.url!.slice(1))];
      response.writeHead(html === undefined ? 404 : 200, { "content-type": "text/html" }).end(html);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await run(["init", "."], { cwd });
    writeFileSync(join(cwd, "config/newsift.yaml"), "crawl:\n  delaySeconds: 0\n");
    const addresses = Object.keys(standIns).map((_, n) => `http://127.0.0.1:${port}/${n}`);
    const ran = await run(["ingest", "--allow-private", "--json", ...addresses], { cwd });
    code = ran.code;
    for (const { url, verdict } of JSON.parse(ran.stdout).documents)
      verdicts.set(new URL(url).pathname, verdict);
    names = { raw: readdirSync(join(cwd, "raw")), clean: readdirSync(join(cwd, "clean")) };
    server.close();
    rmSync(cwd, { recursive: true });
  });

  test.each(Object.keys(standIns).map((name, n) => [name, n] as const))("%s is no article", (_, n) => {
    expect(verdicts.get(`/${n}`)).toMatch(/^(?:blocked|thin|listing)$/u);
  });

  test("is kept, without a text, and makes the command a failure", () => {
    expect(names.raw.filter((name) => name.endsWith(".html"))).toHaveLength(Object.keys(standIns).length);
    expect(names.clean.filter((name) => name.endsWith(".txt"))).toEqual([]);
    expect(code).toBe(NotArticleError.exitCode);
  });
});
