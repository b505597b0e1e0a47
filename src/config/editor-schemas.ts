/** JSON Schemas for editors, out of the definition that validates. */
import { z } from "zod";
import { configSchema, sourceSchema } from "./schema.ts";

/** By file name in `config/`: the text of each JSON Schema. */
export function editorSchemas(): ReadonlyMap<string, string> {
  return new Map([
    ["newsift.schema.json", asText(configSchema)],
    ["source.schema.json", asText(sourceSchema)],
  ]);
}

function asText(schema: z.ZodType): string {
  return `${JSON.stringify(z.toJSONSchema(schema, { io: "input" }), null, 2)}\n`;
}
