/** What the model of list pages learns, and where its threshold lies. */
import { expect, test } from "vitest";
import { linearLogOdds } from "../../src/core/article/linear-model.ts";
import { LIST_FEATURES } from "../../src/core/verdict/list-features.ts";
import { leftOutLogOdds, type ListingExample, trainListingModel } from "../../eval/learning/listing-model.ts";

/** A page whose first feature is this, and whose others say nothing. */
const example = (at: number, isList: boolean, value: number): ListingExample => ({
  name: `${isList}-${at}`,
  site: `www.town${at}.example`,
  isList,
  row: LIST_FEATURES.map((_, feature) => (feature === 0 ? value : 0)),
  isOpen: true,
  weight: 1,
});

/** Articles have long runs of prose and lists short ones; some of each are like the other. */
const examples = [
  ...Array.from({ length: 200 }, (_, at) => example(at, false, 5 + (at % 7) / 3)),
  ...Array.from({ length: 40 }, (_, at) => example(300 + at, true, (at % 9) / 4)),
  example(900, false, 1.5),
  example(901, true, 6),
];

test("no article in two hundred is above the threshold, most lists are", () => {
  const model = trainListingModel(examples);
  const isRefused = ({ row }: ListingExample) => linearLogOdds(model, row) > model.threshold;
  expect(examples.filter((one) => !one.isList && isRefused(one))).toEqual([]);
  expect(
    leftOutLogOdds(examples).filter(
      ({ example: { isList }, logOdds }) => !isList && logOdds > model.threshold,
    ),
  ).toEqual([]);
  expect(examples.filter((one) => one.isList && isRefused(one)).length).toBeGreaterThan(20);
});

test("an article that another signal judges, or that is long, does not raise the threshold", () => {
  const closed = examples.map((one) => (one.name === "false-900" ? { ...one, isOpen: false } : one));
  expect(trainListingModel(closed).threshold).toBeLessThan(trainListingModel(examples).threshold);
});

test("in a thousand articles one may be above", () => {
  const many = [...examples, ...Array.from({ length: 1000 }, (_, at) => example(2000 + at, false, 6))];
  const { threshold } = trainListingModel(many);
  const odd = leftOutLogOdds(many).find(({ example: { name } }) => name === "false-900");
  expect(odd!.logOdds).toBeGreaterThan(threshold);
});

test("the same examples give the same model; without a list nothing is learned and nothing refused", () => {
  expect(trainListingModel(examples)).toEqual(trainListingModel(examples));
  const articles = examples.filter(({ isList }) => !isList);
  const model = trainListingModel(articles);
  expect(articles.filter(({ row }) => linearLogOdds(model, row) > model.threshold)).toEqual([]);
});
