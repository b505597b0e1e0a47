/** The page of `newsift review` in a real browser. */
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import type { Page } from "playwright";
import { afterAll, describe, expect, test } from "vitest";
import { lockWorkspace } from "../../src/archive/upkeep/lock.ts";
import { openRawStore } from "../../src/archive/raw/raw.ts";
import {
  cleanText,
  closeBrowser,
  decisionsOf,
  openPage,
  press,
  reviewWorkspace,
  serve,
  serveApart,
} from "../support/review-site.ts";
import { needsChromium } from "../support/needs.ts";

afterAll(closeBrowser);

describe("the review page", needsChromium, () => {
  test("judges ten documents by keyboard alone, takes one back, and knows it after a restart", async () => {
    const workspace = await reviewWorkspace(12);
    const first = await serveApart(workspace);
    const page = await openPage(first.url);
    // Only what was written about one place, then all again.
    await page.keyboard.press("/");
    await page.keyboard.type("石门村");
    await press(page, "Enter");
    expect(await titles(page)).toEqual(["石门村春耕备耕进展顺利（3）", "石门村春耕备耕进展顺利（11）"]);
    await page.keyboard.press("/");
    await page.keyboard.press("Backspace");
    await press(page, "Enter");
    expect(await titles(page)).toHaveLength(12);

    await press(page, "Enter");
    for (let judged = 0; judged < 10; judged += 1) {
      if (judged === 1) {
        for (let line = 0; line < 2; line += 1) await page.keyboard.press("j");
        await press(page, "x");
      }
      if (judged === 2) {
        await page.keyboard.press("k");
        await press(page, "r");
      }
      if (judged === 3) {
        await page.keyboard.press("v");
        await press(page, "3");
      }
      await press(page, "a");
    }
    expect(decisionsOf(workspace).map(({ action }) => action)).toEqual(
      "approve remove approve restore approve verdict approve approve approve approve approve approve approve".split(
        " ",
      ),
    );
    await press(page, "u");
    expect(await states(page, "10")).toEqual(["not judged"]);
    await press(page, "a");

    first.child.kill("SIGINT");
    expect(await first.ended).toBe(130);
    const second = await serveApart(workspace);
    const again = await openPage(second.url);
    expect(await again.locator(".head .sum").innerText()).toContain("10 of 12 judged");
    expect(await states(again)).toEqual([...Array(10).fill("approved"), "not judged", "not judged"]);
    expect(await again.locator(".verdict").allInnerTexts()).toEqual(
      Array.from({ length: 12 }, (_, at) => (at === 3 ? "spam" : "article")),
    );
  });

  test("removes, brings back, edits and undoes a line, and the text on the disk follows", async () => {
    const workspace = await reviewWorkspace(1);
    const [id] = await openRawStore(workspace).list();
    const page = await openPage(await serve(workspace));
    const original = cleanText(workspace, id!);
    await press(page, "Enter");

    await page.keyboard.press("j");
    await press(page, "x");
    expect(cleanText(workspace, id!)).not.toContain("三月以来");
    expect(await page.locator(".row.current .reason").innerText()).toContain("by a person");
    await press(page, "r");
    expect(cleanText(workspace, id!)).toBe(original);

    await press(page, "e");
    await page.keyboard.press("End");
    await page.keyboard.type("（完）");
    await press(page, "Enter");
    expect(cleanText(workspace, id!)).toContain("进展顺利。（完）\n");
    expect(await page.locator(".row.current ins").last().innerText()).toContain("（完）");

    await press(page, "u");
    expect(cleanText(workspace, id!)).toBe(original);
    await press(page, "e");
    await press(page, "Escape");
    expect(await page.locator("textarea").count()).toBe(0);
    expect(decisionsOf(workspace).map(({ action }) => action)).toEqual(["remove", "restore", "edit", "undo"]);
  });

  test("begins at the headline, however much stands above it", async () => {
    const page = await openPage(await serve(await reviewWorkspace(1)));
    await page.setViewportSize({ width: 1280, height: 300 });
    await press(page, "Enter");
    const headline = page.locator(".row.headline");
    expect(await headline.evaluate((row) => Math.round(row.getBoundingClientRect().top))).toBe(100);
    expect(await headline.getAttribute("class")).toContain("current");
  });

  test("does without a script what buttons do", async () => {
    const workspace = await reviewWorkspace(2);
    const [id] = await openRawStore(workspace).list();
    const page = await openPage(await serve(workspace), { javaScriptEnabled: false });
    await page.locator(".title").first().click();
    const row = page.locator(".row.changed").first();
    await row.hover();
    await row.getByRole("link", { name: "Edit" }).click();
    await page.locator("textarea").fill("今年春天，地里的活提前做完了。");
    await page.getByRole("button", { name: "Save" }).click();
    expect(cleanText(workspace, id!)).toContain("\n今年春天，地里的活提前做完了。\n");
    await page.locator("summary").click();
    await page.getByRole("button", { name: "thin" }).click();
    await page.getByRole("button", { name: "Approve" }).click();
    await page.getByRole("button", { name: "中文" }).click();
    expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
    expect(decisionsOf(workspace).map(({ action }) => action)).toEqual(["edit", "verdict", "approve"]);
  });

  test("loses nothing of two tabs that judge at once", async () => {
    const workspace = await reviewWorkspace(6);
    const ids = await openRawStore(workspace).list();
    const page = await openPage(await serve(workspace));
    const tabs = [page, await page.context().newPage()];
    const judge = async (tab: Page, own: readonly string[]) => {
      for (const id of own) {
        await tab.goto(new URL(`/documents/${id}`, page.url()).href);
        await tab.keyboard.press("j");
        await press(tab, "x");
        await press(tab, "a");
      }
    };
    await Promise.all(tabs.map((tab, at) => judge(tab, ids.slice(at * 3, at * 3 + 3))));
    const decisions = decisionsOf(workspace);
    expect(new Set(decisions.map(({ id }) => id)).size).toBe(12);
    for (const id of ids) {
      const own = decisions.filter(({ document }) => document === id);
      expect(own.map(({ action }) => action)).toEqual(["remove", "approve"]);
      expect(cleanText(workspace, id)).not.toContain("三月以来");
    }
  });

  test("tells the second of two tabs that the line has changed, and keeps what was written there", async () => {
    const workspace = await reviewWorkspace(1);
    const [id] = await openRawStore(workspace).list();
    const one = await openPage(await serve(workspace));
    await press(one, "Enter");
    await one.keyboard.press("j");
    const two = await one.context().newPage();
    await two.goto(one.url());
    await two.keyboard.press("j");
    for (const tab of [one, two]) await press(tab, "e");
    await one.locator("textarea").fill("第一个人写的一句话，写得不长。");
    await press(one, "Enter");
    await two.locator("textarea").fill("第二个人写的一句话，也不长。");
    await press(two, "Enter");
    expect(await two.locator(".stale").innerText()).toContain("changed in the meantime");
    expect(await two.locator("textarea").inputValue()).toBe("第二个人写的一句话，也不长。");
    expect(cleanText(workspace, id!)).toContain("第一个人写的");
    // It is for her to say now which it is to be.
    await press(two, "Enter");
    expect(cleanText(workspace, id!)).toContain("第二个人写的");
  });

  test("does not approve a text that is another than the one that was read", async () => {
    const workspace = await reviewWorkspace(1);
    const one = await openPage(await serve(workspace));
    await press(one, "Enter");
    const two = await one.context().newPage();
    await two.goto(one.url());
    await one.keyboard.press("j");
    await press(one, "x");
    await press(two, "a");
    expect(await two.locator("[role=alert]").innerText()).toContain("not the one that you read");
    expect(decisionsOf(workspace)).toHaveLength(1);
  });

  test("has every acknowledged decision after a SIGKILL in the midst of judging", async () => {
    const workspace = await reviewWorkspace(12);
    const { url, child, ended } = await serveApart(workspace);
    const page = await openPage(url);
    await press(page, "Enter");
    const acknowledged: string[] = [];
    const killed = page.waitForTimeout(450).then(() => child.kill("SIGKILL"));
    try {
      for (;;) {
        await press(page, "a");
        const done = new URL(page.url()).searchParams.get("done");
        if (done === null) break;
        acknowledged.push(done);
      }
    } catch {
      await killed;
    }
    await ended;
    const kept = new Set(decisionsOf(workspace).map(({ id }) => id));
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  });

  test("says that a decision waits for another run, and applies it when that is done", async () => {
    const workspace = await reviewWorkspace(1);
    const [id] = await openRawStore(workspace).list();
    const page = await openPage(await serve(workspace));
    await press(page, "Enter");
    const lock = await lockWorkspace(workspace, "newsift crawl");
    await page.keyboard.press("j");
    await press(page, "x");
    expect(await page.locator("[role=alert]").innerText()).toContain("newsift crawl");
    expect(decisionsOf(workspace)).toHaveLength(1);
    expect(cleanText(workspace, id!)).toContain("三月以来");
    lock.release();
    await page.locator("[role=alert]").waitFor({ state: "detached", timeout: 15_000 });
    expect(cleanText(workspace, id!)).not.toContain("三月以来");
  });

  test("names the document, what is wrong with it and how to mend it, and goes on with the others", async () => {
    const workspace = await reviewWorkspace(4);
    const [missing, strange, damaged, sound] = await openRawStore(workspace).list();
    rmSync(join(workspace.rawDir, `${missing}.html`));
    const receipt = join(workspace.receiptDir, `${strange}.json`);
    writeFileSync(receipt, readFileSync(receipt, "utf8").replaceAll("版权所有", "版权没有"));
    writeFileSync(join(workspace.receiptDir, `${damaged}.json`), "{");
    mkdirSync(workspace.reviewDir);
    appendFileSync(join(workspace.reviewDir, "decisions.jsonl"), "{nonsense\n");
    const url = await serve(workspace);
    const page = await openPage(url);
    expect(await page.locator("[role=alert]").innerText()).toMatch(
      /Line 1 of review\/decisions\.jsonl.*\{nonsense.*Correct or delete/u,
    );
    expect(await page.locator(".flag-problem").allInnerTexts()).toEqual([
      "raw file missing",
      "receipt missing or damaged",
    ]);
    for (const [id, problem] of [
      [missing, "There is no document"],
      [strange, "said that"],
      [damaged, "is damaged"],
    ] as const) {
      await page.goto(new URL(`/documents/${id}`, url).href);
      const alert = await page.locator("[role=alert]").innerText();
      expect(alert).toContain(problem === "said that" ? "but it did not" : problem);
      expect(alert).toContain(`newsift clean ${id}`);
      expect(await page.locator(".row").count()).toBe(0);
    }
    await page.goto(new URL(`/documents/${sound}`, url).href);
    expect(await page.locator(".row").count()).toBeGreaterThan(5);
    await press(page, "a");
    expect(decisionsOf(workspace)).toHaveLength(1);
  });

  test("speaks the browser's language, or the one that is chosen, and is as light or dark as one likes", async () => {
    const workspace = await reviewWorkspace(1);
    const page = await openPage(await serve(workspace), { locale: "zh-CN" });
    expect(await page.locator("h1").innerText()).toBe("文档");
    await page.getByRole("button", { name: "English" }).click();
    expect(await page.locator("h1").innerText()).toBe("Documents");
    const brightness = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await brightness();
    await page.getByRole("button", { name: "Dark" }).click();
    expect(await brightness()).not.toBe(light);
    await page.reload();
    expect(await brightness()).not.toBe(light);
  });

  test("shows the page as archived in a frame that allows nothing", async () => {
    const workspace = await reviewWorkspace(1);
    const page = await openPage(await serve(workspace));
    await press(page, "Enter");
    await press(page, "o");
    await expect.poll(() => page.frames()[1]?.locator("h1").innerText()).toContain("春耕备耕");
    expect(await page.locator("iframe").getAttribute("sandbox")).toBe("");
  });

  test("writes a case from what was judged, and from nothing else", async () => {
    const workspace = await reviewWorkspace(1);
    const page = await openPage(await serve(workspace));
    await press(page, "Enter");
    const writeCase = async () => {
      await press(page, "c");
      await page.locator("input[name=why]").fill("A menu above the text, and a line of rights below it.");
      await page.locator("input[name=slug]").fill("spring-ploughing");
      await page.locator("input[name=read]").check();
      await page.getByRole("button", { name: "Write a case" }).click();
    };
    await writeCase();
    expect(await page.locator("[role=alert]").innerText()).toContain("Nobody judged");
    await press(page, "Escape");
    await page.keyboard.press("j");
    await press(page, "x");
    await writeCase();
    expect(await page.locator(".notice.done").innerText()).toContain("spring-ploughing");
    const folder = join(workspace.dir, "test/cases/spring-ploughing");
    expect(readFileSync(join(folder, "expected.txt"), "utf8")).not.toContain("三月以来");
  });

  const looks = [
    { width: 1280, locale: "en-US", colorScheme: "light" },
    { width: 1280, locale: "zh-CN", colorScheme: "dark" },
    { width: 390, locale: "zh-CN", colorScheme: "light" },
    { width: 390, locale: "en-US", colorScheme: "dark" },
  ] as const;
  test.each(looks)("is accessible and fits: $width pixels, $locale, $colorScheme", async (look) => {
    const { width, ...options } = look;
    const workspace = await reviewWorkspace(3);
    const [id] = await openRawStore(workspace).list();
    const page = await openPage(await serve(workspace), {
      ...options,
      viewport: { width, height: 844 },
      bypassCSP: true,
    });
    const document = `/documents/${id}`;
    // They are made of the same parts.
    const rest = [`${document}?edit=${id}.8`, `${document}/case`, `${document}/archived`, "/help"];
    for (const path of ["/", document, ...(width === 1280 && options.colorScheme === "dark" ? rest : [])]) {
      await page.goto(new URL(path, page.url()).href);
      expect([path, ...(await violations(page))]).toEqual([path]);
      const overflow = await page.evaluate(
        () => globalThis.document.documentElement.scrollWidth - innerWidth,
      );
      expect([path, Math.max(0, overflow)]).toEqual([path, 0]);
    }
  });

  test("has a button for every key", async () => {
    const workspace = await reviewWorkspace(3);
    const page = await openPage(await serve(workspace));
    const keysHere = () =>
      page.locator("[data-key]").evaluateAll((found) => found.map((one) => one.getAttribute("data-key")));
    const keys = new Set(await keysHere());
    await page.keyboard.press("j");
    await press(page, "Enter");
    await page.keyboard.press("j");
    await press(page, "x");
    for (const key of await keysHere()) keys.add(key);
    await page.keyboard.press("?");
    await page.locator("dl.keys").waitFor();
    const named = await page.locator("dl.keys kbd").allInnerTexts();
    // A line is chosen by a click.
    expect(named.filter((key) => !keys.has(key) && !["j", "k"].includes(key))).toEqual([]);
  });
});

/** What axe finds of which it says that it is serious. */
async function violations(page: Page): Promise<readonly unknown[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as { axe: typeof axe };
    const found = await checker.run({ exclude: ["iframe"] });
    return found.violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map(({ html }) => html)]);
  });
}

function titles(page: Page): Promise<readonly string[]> {
  return page.locator(".document .title").allInnerTexts();
}

/** The state of documents, as the list has it. @param numbers of those meant; default: all */
async function states(page: Page, ...numbers: readonly string[]): Promise<readonly string[]> {
  if (!page.url().includes("/documents/")) return plain(await page.locator(".state").allInnerTexts());
  const list = await page.context().newPage();
  await list.goto(new URL("/", page.url()).href);
  const own = await Promise.all(
    numbers.map((number) =>
      list
        .locator(".document", { has: list.locator(".number", { hasText: number.padStart(3, "0") }) })
        .locator(".state")
        .innerText(),
    ),
  );
  await list.close();
  return plain(own);
}

function plain(texts: readonly string[]): readonly string[] {
  return texts.map((text) => text.replace(/^[✓✎] /u, ""));
}
