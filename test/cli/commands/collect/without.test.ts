import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { UsageError } from "../../../../src/core/errors.ts";
import { run } from "../../../support/cli-run.ts";

const page = `<!doctype html><meta charset="utf-8"><title>石桥镇的水磨又转了起来</title>
<h1>石桥镇的水磨又转了起来</h1>
<p>停了二十多年的水磨昨天又转了起来,镇上的老人带着孩子来看,磨坊里挤满了人。</p>
<p>磨坊的主人说，修好水磨用了整整一个冬天，木齿轮是照着老样子一块一块做出来的。</p>
<p>从下个月起，磨坊每逢集市开门，谁家有新麦都可以挑来磨，不收钱。</p>
<p>上一篇：村里的渡口通了车</p>`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "newsift-without-"));
  writeFileSync(join(folder, "mill.html"), page);
  const made = folder;
  return () => rmSync(made, { recursive: true });
});

const clean = (...argv: readonly string[]) => run(["clean", ...argv], { cwd: folder });

describe("a loose file", () => {
  test("keeps what the stage would have changed", async () => {
    const { code, stdout } = await clean("--without", "punctuation", "mill.html");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^石桥镇的水磨又转了起来\n停了二十多年的水磨昨天又转了起来,镇上的老人/u);
    expect(stdout).not.toContain("上一篇");
    expect(readdirSync(folder)).toEqual(["mill.html"]);
  });

  test("keeps what goes for the reason, by its own name or with its stage's", async () => {
    const names = [
      ["--without", "prev-next", "--without", "content"],
      ["--without", "prev-next/prev-next", "--without", "below-text"],
    ];
    for (const without of names) {
      const { stdout } = await clean(...without, "mill.html");
      expect(stdout).toMatch(/上一篇：村里的渡口通了车\n$/u);
    }
  });

  test("is named by another pipeline in its receipt", async () => {
    const hashes = await Promise.all(
      [[], ["--without", "obfuscated-words"], ["--without", "below-text"]].map(async (without) => {
        const argv = without.length === 0 ? ["--without", "site-template"] : without;
        const { documents } = JSON.parse((await clean(...argv, "--json", "mill.html")).stdout);
        return documents[0].receipt.pipeline as string;
      }),
    );
    expect(new Set(hashes).size).toBe(3);
  });
});

test("goes with --trace", async () => {
  const { stdout } = await clean("--trace", "--without", "punctuation", "mill.html");
  expect(stdout).toMatch(/^white-space /mu);
  expect(stdout).not.toMatch(/^punctuation /mu);
});

describe("a workspace", () => {
  beforeEach(async () => {
    writeFileSync(join(folder, "other.html"), page.replaceAll("石桥镇", "柳林镇"));
    await run(["init", "corpus"], { cwd: folder });
    await run(["ingest", "mill.html", "other.html", "--workspace", "corpus"], { cwd: folder });
  });

  test("gives all its texts, each under its id, and writes none", async () => {
    const before = readdirSync(join(folder, "corpus/clean")).toSorted();
    const { stdout } = await clean("--without", "punctuation", "--workspace", "corpus");
    expect(stdout.match(/^==> \d{3}_[0-9a-f]{16} \(article\)$/gmu)).toHaveLength(2);
    expect(stdout.match(/起来,镇上/gu)).toHaveLength(2);
    expect(readdirSync(join(folder, "corpus/clean")).toSorted()).toEqual(before);
  });

  test("gives one of them alone", async () => {
    const { stdout } = await clean("--without", "punctuation", "--workspace", "corpus", "1");
    expect(stdout).toMatch(/^柳林镇的水磨又转了起来\n/u);
  });
});

describe("is refused", () => {
  test("for a name that is neither a stage's nor a reason's", async () => {
    const { code, stderr } = await clean("--without", "nonsense", "mill.html");
    expect(code).toBe(UsageError.exitCode);
    expect(stderr).toContain(`no stage and no reason "nonsense"`);
  });

  test("for a reason that the stage does not have, and says which it has", async () => {
    const { code, stderr } = await clean("--without", "dodges/spelled-out", "mill.html");
    expect(code).toBe(UsageError.exitCode);
    expect(stderr).toContain(`Stage "obfuscated-words" has no reason "spelled-out". It has: superlative, `);
  });

  test("where something is to be written", async () => {
    const { code, stderr } = await clean("--without", "obfuscated-words", "--from", ".", "--to", "out");
    expect(code).toBe(UsageError.exitCode);
    expect(stderr).toContain("writes nothing");
  });
});
