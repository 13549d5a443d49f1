import { expect, test } from "@ringer-api/ringer/playwright";

// Each test starts as many jobs as its number: none sees those of another.
for (const count of [1, 2, 3, 4, 5]) {
  test(`${count} jobs end while the page polls`, async ({ page, session }) => {
    await page.goto("/");
    await expect(page.getByRole("status")).toHaveText("None yet.");
    for (let n = 1; n <= count; n++) {
      await page.getByRole("button").click();
      await expect(page.getByRole("listitem")).toHaveCount(n);
    }
    await expect(page.getByRole("status")).toHaveText(`Waiting for ${count}.`);

    await session.clock.final(); // the page's timer, too: it polls at once
    await expect(page.getByRole("status")).toHaveText("All have ended.");
    await expect(session).toHaveReceived({ method: "POST", exactly: count });
  });
}

test("the server renders what the test has set up", async ({ page, session }) => {
  await session.scenario("one-of-each-status");
  const answer = await page.goto("/");
  expect(await answer!.text()).toContain("PARTIAL_SUCCESS");
  const rendered = await session.journal({ method: "GET" });
  expect(rendered[0]?.trace.sessionBy).toBe("cookie");
});

test("a click and what the server renders later are of one session", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button").click();
  await expect(page.getByRole("listitem")).toHaveCount(1);
  const answer = await page.reload();
  expect(await answer!.text()).toContain("Waiting for");
});

test("the page waits for a service that fails", async ({ page, session }) => {
  await page.goto("/");
  await page.getByRole("button").click();
  await expect(page.getByRole("listitem")).toHaveCount(1);
  await session.faults("status:503");
  await session.clock.advance("5s");
  await expect(page.getByRole("alert")).toContainText("503");
  await session.faults();
  await session.clock.final();
  await expect(page.getByRole("alert")).toBeHidden();
  await expect(page.getByRole("status")).toHaveText("All have ended.");
});

test("the clocks of the page and of the session agree", async ({ page, session }) => {
  await page.goto("/");
  const before = await page.evaluate(() => Date.now());
  expect(Math.abs(before - Date.parse("2024-10-01T12:00:00Z"))).toBeLessThan(60_000);
  await session.clock.advance("2h");
  const after = await page.evaluate(() => Date.now());
  expect(after - before).toBeGreaterThanOrEqual(2 * 60 * 60_000);
});

// A header that another origin does not allow would make the browser refuse its response.
test("requests to other origins are not touched", async ({ page, context, session }) => {
  const seen: Record<string, string>[] = [];
  await context.route("https://elsewhere.test/**", async (route) => {
    seen.push(await route.request().allHeaders());
    await route.fulfill({ json: { answer: 42 }, headers: { "Access-Control-Allow-Origin": "*" } });
  });
  await page.goto("/");
  const answer = await page.evaluate(async () => (await fetch("https://elsewhere.test/x")).json());
  expect(answer).toEqual({ answer: 42 });
  expect(seen).toHaveLength(1);
  expect(Object.keys(seen[0]!)).not.toContain("ringer-session");
  expect(JSON.stringify(seen)).not.toContain(session.name);
});
