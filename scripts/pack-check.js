/** Packs newsift, installs the package into an empty folder, and uses it there as a stranger would. */
import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "newsift-pack-"));

/** Without the Node of this repository, and without one from an earlier run: the command must do with what a machine has. */
const env = {
  ...process.env,
  XDG_CACHE_HOME: join(folder, "cache"),
  PATH: process.env.PATH.split(delimiter)
    .filter((entry) => !entry.includes("node_modules"))
    .join(delimiter),
};

const article = `<!doctype html><meta charset="utf-8"><title>青石镇新修水渠通水</title>
<nav><a href="/">首页</a> <a href="/news/">新闻</a> <a href="/about/">关于我们</a></nav>
<h1>青石镇新修水渠通水</h1>
<p>本报讯，青石镇新修的水渠昨天正式通水，沿线六个村的三千多亩稻田今年春天不再缺水。</p>
<p>镇水利站站长介绍，水渠全长十二公里，去年秋收以后开工，参加施工的大多是本地村民。</p>
<p>村民们说，往年这个时候要到河里挑水浇地，如今打开闸门就行，省下来的工夫可以多种两亩菜。</p>
<p>镇里还打算在水渠两边栽上柳树，修一条小路，方便老人和孩子散步。</p>
<footer>版权所有 青石镇新闻网</footer>`;

try {
  const packed = join(folder, "packed");
  const app = join(folder, "app");
  for (const name of [packed, app, join(app, "from")]) mkdirSync(name);
  step("pack", "npm", ["pack", "--pack-destination", packed], root, process.env);
  const [tarball] = readdirSync(packed);
  writeFileSync(join(app, "package.json"), JSON.stringify({ private: true, type: "module" }));
  step("install", "npm", ["install", "--no-audit", "--no-fund", join(packed, tarball)], app);

  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect("version", step("newsift --version", "npx", ["newsift", "--version"], app).trim(), version);

  writeFileSync(join(app, "from/story.html"), article);
  step("newsift clean", "npx", ["newsift", "clean", "--from", "from", "--to", "to", "--receipts"], app);
  expect("clean files", readdirSync(join(app, "to")).toSorted().join(" "), "story.json story.txt");
  const [headline] = readFileSync(join(app, "to/story.txt"), "utf8").split("\n");
  expect("headline", headline, "青石镇新修水渠通水");

  // Called through somebody's npm script, it works in the folder that the script goes to.
  writeFileSync(
    join(app, "package.json"),
    JSON.stringify({ private: true, type: "module", scripts: { go: "cd from && newsift doctor --json" } }),
  );
  const { workspace } = JSON.parse(step("npm script", "npm", ["run", "-s", "go"], app));
  expect("folder of work", realpathSync(workspace), realpathSync(join(app, "from")));

  const review = join(app, "node_modules/newsift/dist/desk/review");
  const served = readdirSync(review).filter((name) => /^client\.js$|\.(?:svg|css)$/u.test(name));
  expect(
    "files of the review page",
    served.toSorted().join(" "),
    "base.css client.js document.css icon.svg list.css other.css",
  );

  writeFileSync(
    join(app, "use.js"),
    `import { cleanHtml } from "newsift";
     import { readFileSync } from "node:fs";
     import * as core from "newsift/core";
     const page = readFileSync("from/story.html", "utf8");
     const { text } = cleanHtml(page);
     if (core.cleanHtml(page).text !== text) throw new Error("newsift/core gives another text");
     process.stdout.write(text);`,
  );
  const text = step("library", process.execPath, ["use.js"], app);
  expect("library's text", text, readFileSync(join(app, "to/story.txt"), "utf8"));
  process.stdout.write("The package works.\n");
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function step(name, program, args, cwd, environment = env) {
  process.stdout.write(`${name} …\n`);
  const run = spawnSync(program, args, {
    cwd,
    env: environment,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (run.status !== 0) stop(`${name} failed:\n${run.stdout}${run.stderr}${run.error?.message ?? ""}`);
  return run.stdout;
}

function expect(what, actual, expected) {
  if (actual !== expected)
    stop(`${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
}

function stop(message) {
  rmSync(folder, { recursive: true, force: true });
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
