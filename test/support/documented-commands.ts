/** The command lines that the documentation shows, read out of it, with values in place of what stands for one. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createProgram } from "../../src/cli/main.ts";
import { Session } from "../../src/cli/terminal/session.ts";

const root = join(import.meta.dirname, "../..");

/** What stands for a value in the documentation, and a value for it; in order, because some hold others. */
const VALUES: readonly (readonly [placeholder: RegExp, value: string])[] = [
  [/^init DIR$/u, "init another"],
  [/--csv PATH/u, "--csv tables.csv"],
  [/--workspace DIR/u, "--workspace ."],
  [/^crawl <id>/u, "crawl demo"],
  [/<url or file…>|<网址或文件…>|<url or host>|<网址或主机>/u, "SITE/news/202603/t20260312_1010.html"],
  [/https:\/\/news\.example\//u, "SITE/"],
  [/^add <url>/u, "add SITE/ --id another"],
  [/<doc>|<文档>|\[doc…\]|\[文档…\]/u, "DOC"],
  [/\[source…\]|\[来源…\]|\bexample-county\b/u, "demo"],
  [/^diff (?:DOC )?--runs A B$/u, "diff --runs RUN RUN"],
  [/<seconds>|<秒数?>/u, "5"],
  [/<shell>/u, "bash"],
  [/<run>/u, "last"],
  [/<stage>|<阶段>/u, "content"],
  [/\[folder\]|\[文件夹\]/u, "pages"],
  [/ \[host\]| \[主机\]/u, ""],
  [/<name>|<名称>/u, "punctuation"],
  [/^<command>|^<命令>/u, "crawl"],
  [/ < (?:in|输入) > (?:out|输出)/u, ""],
];

export interface Shown {
  /** `README.md:102` */
  readonly place: string;
  /** What stands behind `newsift`; the lines of a code block go together, in one folder. */
  readonly commands: readonly string[];
}

/** Files, relative to the project. */
export const documents: readonly string[] = [
  "README.md",
  "README.zh-CN.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(?:md|yaml)$/u.test(name))
    .map((name) => join("docs", name)),
];

const nowhere = { write: () => undefined };
/** Goes nowhere. */
export const session = new Session({
  stdin: (async function* nothing() {})(),
  stdout: nowhere,
  stderr: nowhere,
  env: {},
  cwd: root,
});
/** The real definitions. */
export const program = await createProgram(session).defineAll();
const names = program.commands.map((command) => command.name());

export function shownIn(name: string): readonly Shown[] {
  const shown: Shown[] = [];
  let block: string[] | undefined;
  for (const [at, line] of readFileSync(join(root, name), "utf8").split("\n").entries()) {
    const place = `${name}:${at + 1}`;
    if (line.startsWith("```")) {
      if (block !== undefined && block.length > 0) shown.push({ place, commands: block });
      block = block === undefined ? [] : undefined;
    } else if (block !== undefined) {
      for (const part of line.replace(/\s#.*$/u, "").split("&&")) block.push(...commandIn(part.trim()));
    } else {
      const spans = [...line.matchAll(/`([^`]+)`/gu)].map(([, span]) => span!);
      const commands = line.startsWith("|") ? commandsOfRow(spans) : spans.flatMap(commandIn);
      shown.push(...commands.map((command) => ({ place, commands: [command] })));
    }
  }
  return shown;
}

/** What stands behind `newsift`, with values in place of placeholders; `cd DIR` stays. */
function commandIn(line: string): readonly string[] {
  if (line.startsWith("cd ")) return [line];
  const command = /^(?:(?:npx )?newsift|npm run -s newsift --)(?:\s+(.*))?$/u.exec(line)?.[1];
  return command === undefined ? [] : [withValues(command)];
}

/** The same line, with values in place of what stands for one. */
export function withValues(command: string): string {
  return VALUES.reduce((text, [placeholder, value]) => text.replace(placeholder, value), command).trim();
}

/** In a row about a command, what stands beside it are its options, values of its placeholder, or commands of the kind. */
function commandsOfRow(spans: readonly string[]): readonly string[] {
  const own = spans.flatMap(commandIn);
  const [first] = own;
  if (first === undefined) return [];
  const word = first.split(" ", 1)[0]!;
  const above = program.commands.find((command) => command.name() === word);
  const isValue = /<name>|<名称>/u.test(spans[0]!);
  const others = spans.filter((span) => commandIn(span).length === 0);
  return [
    ...own,
    ...others.flatMap((span) => {
      const start = span.split(" ", 1)[0]!;
      if (span.startsWith("--")) return [withValues(`${first} ${span}`)];
      if (above?.commands.some((command) => command.name() === start)) return [`${word} ${span}`];
      if (names.includes(start)) return [span];
      return isValue ? [`clean --without ${span} DOC`] : [];
    }),
  ];
}

/** A command whose arguments are left out, as sentences do that are about it. */
export function isOnlyNamed(command: string): boolean {
  const found = program.commands.find((one) => one.name() === command);
  return found?.registeredArguments.some(({ required }) => required) ?? false;
}
