/** The help: every key, every flag, every kind. */
import { html } from "hono/html";
import { type Html, layout, type View } from "./layout.ts";
import { stageKind, stageKinds, stageName, stageNames } from "../../core/words/stages.ts";
import { attentionFlags } from "../quality/attention-flags.ts";

export function helpPage(view: View): Html {
  const { words } = view;
  const { language } = words;
  return layout(view, {
    title: words.help,
    name: "help",
    content: html`<div class="head">
        <h1>${words.help}</h1>
        <p class="sum">${words.helpIntro}</p>
        <p>
          <a class="button quiet" href="/" data-key="l">${words.back} <kbd>l</kbd></a>
        </p>
      </div>
      <section>
        <h2>${words.keysHeading}</h2>
        <dl class="keys">
          ${words.keys.map(
            ([key, meaning]) =>
              html`<div>
                <dt><kbd>${key}</kbd></dt>
                <dd>${meaning}</dd>
              </div>`,
          )}
        </dl>
      </section>
      <section>
        <h2>${words.decisionsHeading}</h2>
        <p>${words.decisionsText}</p>
      </section>
      <section>
        <h2>${words.kindsHeading}</h2>
        <dl>
          ${stageKinds.map(
            (kind) =>
              html`<div>
                <dt><span class="kind kind-${kind}">${words.stageKinds[kind]}</span></dt>
                <dd>
                  ${stageNames
                    .filter((stage) => stageKind(stage) === kind)
                    .map((stage) => stageName(words, stage))
                    .join(language === "zh" ? "、" : ", ")}
                </dd>
              </div>`,
          )}
        </dl>
      </section>
      <section>
        <h2>${words.marksHeading}</h2>
        <dl>
          ${attentionFlags.map((mark) => {
            const [name, meaning] = words.attention[mark];
            return html`<div>
              <dt><span class="flag flag-${mark}">${name}</span></dt>
              <dd>${meaning}</dd>
            </div>`;
          })}
        </dl>
      </section>`,
  });
}
