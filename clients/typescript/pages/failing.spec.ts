import { expect, test } from "@ringer-api/ringer/playwright";

const collection = "/api/v1/pipelines/3fa85f64-5717-4562-b3fc-2c963f66afa6/eval-datasets/7c9e6679-7425-40de-944b-e07fc1f90ae7/execute";

test("fails by an assertion", async ({ page, session }) => {
  await page.goto(session.mockURL + collection);
  expect(1).toBe(2);
});

test("fails by its expectation of requests", async ({ page, session }) => {
  await page.goto(session.mockURL + collection);
  await expect(session).toHaveReceived({ method: "POST" });
});

test("fails by an unexpected request", async ({ page, session }) => {
  await page.goto(`${session.mockURL}/no/such/path`);
});

test("passes with an unexpected request that is allowed", async ({ page, session }) => {
  session.allowUnexpected(({ url }) => url === "/no/such/path");
  await page.goto(`${session.mockURL}/no/such/path`);
});

test.describe(() => {
  test.use({ ringerOptions: { allowUnexpected: true } });
  test("passes where all are allowed", async ({ page, session }) => {
    await page.goto(`${session.mockURL}/no/such/path`);
  });
});

test("fails without a request", () => {
  expect(1).toBe(2);
});
