import { type Command, Argument } from "commander";
import type { Program } from "../../terminal/program.ts";
import type { Session } from "../../terminal/session.ts";
import { type Shell, completionScript, shells } from "./completion-script.ts";
import { placesOf } from "./completion-words.ts";

const install = `
Put it where your shell looks for it:
  newsift completion bash > ~/.local/share/bash-completion/completions/newsift
  newsift completion zsh > ~/.zfunc/_newsift        (with fpath+=~/.zfunc before compinit in ~/.zshrc)
  newsift completion fish > ~/.config/fish/completions/newsift.fish
For this shell only:
  source <(newsift completion bash)`;

export function defineCompletion(command: Command, session: Session, program: Program): void {
  command
    .addArgument(new Argument("<shell>", "the shell that reads it").choices(shells))
    .addHelpText("after", install)
    .action(async (shell: Shell) => {
      session.write(Buffer.from(completionScript(shell, placesOf(await program.defineAll()))));
    });
}
