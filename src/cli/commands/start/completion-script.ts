/** The scripts that tell shells what can stand on the command line. */
import type { CompletionFlag, CompletionPlace, Word } from "./completion-words.ts";

export const shells = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof shells)[number];

/** @param places newsift itself first */
export function completionScript(shell: Shell, places: readonly CompletionPlace[]): string {
  const lines = { bash: bashScript, zsh: zshScript, fish: fishScript }[shell](places);
  return `${lines.join("\n")}\n`;
}

/*
 * Each script goes through the words before the cursor to find the command that they lead to, and leaves out the
 * values of options on the way; then it offers what can stand there. What it knows nothing of is left to the shell,
 * which offers files.
 */

function bashScript(places: readonly CompletionPlace[]): readonly string[] {
  return [
    "# Completes newsift in bash.",
    "_newsift() {",
    "  local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} place= words= index IFS=$' \\t\\n'",
    "  for ((index = 1; index < COMP_CWORD; index++)); do",
    '    case "$place ${COMP_WORDS[index]}" in',
    `      ${quoted(valuesOf(places)).join("|")}) ((index++)) ;;`,
    `      ${quoted(pathsOf(places)).join("|")}) place="$place \${COMP_WORDS[index]}" ;;`,
    "    esac",
    "  done",
    "  # --option=value comes in three words.",
    "  if [[ $previous == = ]]; then previous=${COMP_WORDS[COMP_CWORD-2]}; fi",
    "  if [[ $word == = ]]; then word=; fi",
    '  case "$place $previous" in',
    ...valuesAlike(places).map(
      ({ at, choices, isFolder }) =>
        `    ${quoted(at).join("|")}) ${
          isFolder
            ? "IFS=$'\\n'; compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- \"$word\"))"
            : `COMPREPLY=($(compgen -W ${quote(choices.join(" "))} -- "$word"))`
        }; return ;;`,
    ),
    "  esac",
    '  case "$place/$word" in',
    ...places.flatMap(({ path, words, flags }) => [
      `    ${quote(`${path}/`)}-*) words=${quote(flags.flatMap((flag) => flag.words).join(" "))} ;;`,
      `    ${quote(`${path}/`)}*) words=${quote(words.map(({ word }) => word).join(" "))} ;;`,
    ]),
    "  esac",
    '  COMPREPLY=($(compgen -W "$words" -- "$word"))',
    "}",
    "complete -o default -F _newsift newsift",
  ];
}

function zshScript(places: readonly CompletionPlace[]): readonly string[] {
  const described = (words: readonly Word[]) =>
    words.map(({ word, about }) => quote(`${word}:${about}`)).join(" ");
  return [
    "#compdef newsift",
    "compdef _newsift newsift",
    "_newsift() {",
    "  local place='' index previous=${words[CURRENT-1]}",
    "  local -a found",
    "  for ((index = 2; index < CURRENT; index++)); do",
    '    case "$place ${words[index]}" in',
    `      (${quoted(valuesOf(places)).join("|")}) ((index++)) ;;`,
    `      (${quoted(pathsOf(places)).join("|")}) place="$place \${words[index]}" ;;`,
    "    esac",
    "  done",
    '  case "$place $previous" in',
    ...valuesAlike(places).map(({ at, choices, isFolder }) => {
      const offer = isFolder
        ? "_files -/"
        : choices.length === 0
          ? "_files"
          : `compadd -- ${choices.map(quote).join(" ")}`;
      return `    (${quoted(at).join("|")}) ${offer}; return ;;`;
    }),
    "  esac",
    '  case "$place/$PREFIX" in',
    ...places.flatMap(({ path, words, flags }) => [
      `    (${quote(`${path}/`)}-*) found=(${described(flags.flatMap(wordsOf))}) ;;`,
      `    (${quote(`${path}/`)}*) found=(${described(words)}) ;;`,
    ]),
    "  esac",
    "  { ((${#found})) && _describe newsift found } || _files",
    "}",
    'if [[ "$funcstack[1]" == _newsift ]]; then _newsift "$@"; fi',
  ];
}

function fishScript(places: readonly CompletionPlace[]): readonly string[] {
  return [
    "# Completes newsift in fish.",
    "function __newsift_at",
    "    set -l place ''",
    "    set -l is_value no",
    "    set -l before (commandline -opc)",
    "    for word in $before[2..-1]",
    "        if test $is_value = yes",
    "            set is_value no",
    "            continue",
    "        end",
    '        switch "$place $word"',
    `            case ${quoted(valuesOf(places)).join(" ")}`,
    "                set is_value yes",
    `            case ${quoted(pathsOf(places)).join(" ")}`,
    '                set place "$place $word"',
    "        end",
    "    end",
    '    test "$place" = "$argv[1]"',
    "end",
    ...places.flatMap(({ path, words, flags }) => {
      const start = `complete -c newsift -n ${fishQuote(`__newsift_at ${fishQuote(path)}`)}`;
      return [
        ...words.map(({ word, about }) => `${start} -f -a ${fishQuote(word)} -d ${fishQuote(about)}`),
        ...flags.map((flag) => `${start} ${fishFlag(flag)} -d ${fishQuote(flag.about)}`),
      ];
    }),
  ];
}

function fishFlag({ words, takesValue, choices, isFolder }: CompletionFlag): string {
  const names = words.map((word) => (word.startsWith("--") ? `-l ${word.slice(2)}` : `-s ${word.slice(1)}`));
  if (isFolder) return `${names.join(" ")} -x -a '(__fish_complete_directories)'`;
  if (choices.length > 0) return `${names.join(" ")} -x -a ${fishQuote(choices.join(" "))}`;
  return takesValue ? `${names.join(" ")} -r` : names.join(" ");
}

/** Every spelling of every option that takes a value, where it can stand. */
function valuesOf(places: readonly CompletionPlace[]): readonly string[] {
  return valuesAlike(places).flatMap(({ at }) => at);
}

/** Those whose values are the same. */
function valuesAlike(
  places: readonly CompletionPlace[],
): readonly (Pick<CompletionFlag, "choices" | "isFolder"> & { readonly at: readonly string[] })[] {
  const all = places.flatMap(({ path, flags }) =>
    flags
      .filter(({ takesValue }) => takesValue)
      .map(({ words, choices, isFolder }) => ({
        choices,
        isFolder,
        at: words.map((word) => `${path} ${word}`),
      })),
  );
  const alike = Map.groupBy(all, ({ choices, isFolder }) => JSON.stringify([choices, isFolder]));
  return [...alike.values()].map((own) => ({ ...own[0]!, at: own.flatMap(({ at }) => at) }));
}

function pathsOf(places: readonly CompletionPlace[]): readonly string[] {
  return places.map(({ path }) => path).filter((path) => path !== "");
}

function wordsOf({ words, about }: CompletionFlag): readonly Word[] {
  return words.map((word) => ({ word, about }));
}

function quoted(texts: readonly string[]): readonly string[] {
  return texts.map(quote);
}

/** For bash and zsh: nothing in it means anything to the shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function fishQuote(text: string): string {
  return `'${text.replaceAll(/['\\]/gu, "\\$&")}'`;
}
