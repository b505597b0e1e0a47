import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { editorSchemas } from "../../src/config/editor-schemas.ts";
import { loadConfig } from "../../src/config/load.ts";
import { configSchema } from "../../src/config/schema.ts";

const root = new URL("../..", import.meta.url).pathname;

// After a change of the definition: npx vitest run test/config/schema.test.ts --update
test.for([...editorSchemas()])("config/%s is that of the definition", async ([name, text]) => {
  await expect(text).toMatchFileSnapshot(`../../config/${name}`);
});

test("config/newsift.yaml says exactly the defaults", () => {
  expect(loadConfig({ dir: root })).toEqual(configSchema.parse({}));
});

test("config/newsift.yaml mentions every setting", () => {
  const text = readFileSync(`${root}config/newsift.yaml`, "utf8");
  const uncommented = parse(
    text.replace(/^(\s*)# (executablePath: |webhook: |command: )/gmu, "$1$2"),
  ) as Record<string, object>;
  for (const [section, schema] of Object.entries(configSchema.shape)) {
    const inner = schema.toJSONSchema({ io: "input" }).properties;
    expect(uncommented).toHaveProperty(section);
    if (inner !== undefined) expect(Object.keys(uncommented[section]!)).toEqual(Object.keys(inner));
  }
});
