import { describe, expect, test } from "vitest";
import { fileOf, linearModelOf, modelOf } from "../../../src/core/article/model-file.ts";
import { ModelError } from "../../../src/core/errors.ts";

const trees = [{ feature: [0, -1, -1], threshold: [0.5, 0, 0], left: [1, 0, 0], value: [0, -1, 1] }];
const model = { features: ["prose", "linkShare"], base: -0.5, trees };

describe("a model", () => {
  test("comes out of its file as it went in", () => {
    const file = JSON.parse(JSON.stringify(fileOf(model)));
    expect(modelOf(file, ["prose", "linkShare"], "page-model")).toEqual(model);
  });

  test.each([
    ["of another format", { ...fileOf(model), version: 2 }, ["prose", "linkShare"], /format 2.*format 1/u],
    [
      "of a feature that is gone",
      fileOf(model),
      ["prose"],
      /2-[\da-f]{8}.*1-[\da-f]{8}.*linkShare is not measured/u,
    ],
    [
      "that lacks a feature",
      fileOf(model),
      ["prose", "linkShare", "hidden"],
      /2-[\da-f]{8}.*3-[\da-f]{8}.*hidden is not in the model/u,
    ],
    ["of another order", fileOf(model), ["linkShare", "prose"], /2-([\da-f]{8}).*2-(?!\1).*another order/u],
  ])("%s is refused with both versions and what to do", (_, file, features, message) => {
    const read = () => modelOf(file, features, "page-model");
    expect(read).toThrow(ModelError);
    expect(read).toThrow(message);
    expect(read).toThrow(/page-model.*npm run train/u);
  });
});

test("a logistic regression is read back as it was written, and refused where it does not fit", () => {
  const model = { features: ["a"], base: 0.1, weights: [1 / 3], means: [2], deviations: [1] };
  const file = JSON.parse(JSON.stringify(fileOf(model)));
  expect(linearModelOf(file, ["a"], "listing-model")).toEqual(model);
  expect(() => linearModelOf(file, ["b"], "listing-model")).toThrow("listing-model was learned for features");
});
