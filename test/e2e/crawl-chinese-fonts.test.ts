/** Whether Chromium draws Chinese, with the fonts of this machine and with none. */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { drawsChinese } from "../../src/crawl/browser/chinese-fonts.ts";
import { run } from "../support/cli-run.ts";
import { temporaryFolder } from "../support/store-workspace.ts";
import { chromium, needs, needsChromium, needsLinux } from "../support/needs.ts";

/** What fontconfig says of this machine; undefined where it is not here. */
function hasChineseFont(): boolean | undefined {
  try {
    return execFileSync("fc-list", [":lang=zh"], { encoding: "utf8" }).trim() !== "";
  } catch {
    return undefined;
  }
}

/** Variables with which Chromium finds the fonts of a folder, and no others. */
function onlyFontsOf(folder: string): NodeJS.ProcessEnv {
  const file = join(folder, "fonts.conf");
  const dirs = `<dir>${join(folder, "fonts")}</dir><cachedir>${join(folder, "cache")}</cachedir>`;
  mkdirSync(join(folder, "fonts"));
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${dirs}</fontconfig>`,
  );
  return { FONTCONFIG_FILE: file };
}

describe("Chromium", needsChromium, () => {
  test("without a font draws boxes", needsLinux, async () => {
    expect(await drawsChinese(chromium!, onlyFontsOf(temporaryFolder()))).toBe(false);
  });

  test(
    "draws Chinese where fontconfig has a font for it",
    needs("fontconfig", hasChineseFont() !== undefined),
    async () => {
      expect(await drawsChinese(chromium!)).toBe(hasChineseFont());
    },
  );

  test("is looked at by doctor, which says what to install", async () => {
    const { checks } = JSON.parse((await run(["doctor", "--json"])).stdout) as {
      checks: readonly { name: string; state: string; advice?: string }[];
    };
    const fonts = checks.find(({ name }) => name === "Chinese fonts")!;
    if (await drawsChinese(chromium!)) expect(fonts).toMatchObject({ state: "works" });
    else expect(fonts).toMatchObject({ state: "limited", advice: expect.stringContaining("fonts-noto-cjk") });
  });
});

test("what is no Chromium, or does not start, is told", async () => {
  const program = join(temporaryFolder(), "chromium");
  writeFileSync(program, "#!/bin/sh\necho '<html></html>'\n", { mode: 0o755 });
  await expect(drawsChinese(program)).rejects.toThrow("it drew nothing");
  writeFileSync(program, "#!/bin/sh\nexit 3\n", { mode: 0o755 });
  await expect(drawsChinese(program)).rejects.toThrow("Command failed");
});
