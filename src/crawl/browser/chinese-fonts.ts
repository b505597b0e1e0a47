/** Whether a Chromium shows Chinese: without a font for it, scripts that measure text lay pages out wrongly, and pictures show boxes. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Which package of the system has a font for Chinese. */
export const CHINESE_FONT_PACKAGE = "fonts-noto-cjk";

const CHARACTERS = ["永", "国", "漢"];
const LIMIT_MS = 30_000;

/** Draws each character by itself: a font that lacks them draws the same box for all. Its title says how many pictures came out. */
const PAGE = `<!doctype html><meta charset="utf-8"><canvas width="64" height="64"></canvas><script>
const canvas = document.querySelector("canvas");
const context = canvas.getContext("2d");
context.font = "48px sans-serif";
const pictures = ${JSON.stringify(CHARACTERS)}.map((character) => {
  context.clearRect(0, 0, 64, 64);
  context.fillText(character, 8, 52);
  return canvas.toDataURL();
});
document.title = "pictures: " + new Set(pictures).size;
</script>`;

/**
 * Draws Chinese characters with a Chromium, and looks whether they come out different from each other.
 * @param env adds to the variables of this process
 * @throws {Error} where the Chromium does not start, or draws nothing
 */
export async function drawsChinese(executable: string, env: NodeJS.ProcessEnv = {}): Promise<boolean> {
  const address = `data:text/html;base64,${Buffer.from(PAGE).toString("base64")}`;
  const { stdout } = await promisify(execFile)(
    executable,
    ["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", address],
    { timeout: LIMIT_MS, killSignal: "SIGKILL", env: { ...process.env, ...env } },
  );
  const pictures = /<title>pictures: (\d+)<\/title>/u.exec(stdout)?.[1];
  if (pictures === undefined) throw new Error("it drew nothing");
  return Number(pictures) === CHARACTERS.length;
}
