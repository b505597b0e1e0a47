import { Argument, type Command } from "commander";
import { completionScript, type Shell, shells } from "./completion-script.ts";
import { placesOf } from "./completion-words.ts";
import type { Session } from "../../terminal/session.ts";

const install = `
Put it where your shell looks for it:
  newsift completion bash > ~/.local/share/bash-completion/completions/newsift
  newsift completion zsh > ~/.zfunc/_newsift        (with fpath+=~/.zfunc before compinit in ~/.zshrc)
  newsift completion fish > ~/.config/fish/completions/newsift.fish
For this shell only:
  source <(newsift completion bash)`;

export function defineCompletion(program: Command, session: Session): void {
  program
    .command("completion")
    .addArgument(new Argument("<shell>", "the shell that reads it").choices(shells))
    .description("print a script with which a shell completes commands, options and their values")
    .addHelpText("after", install)
    .action((shell: Shell) => {
      session.write(Buffer.from(completionScript(shell, placesOf(program))));
    });
}
