// Two services of one mock with openapi-fetch: products from a file, errors as NestJS and Express
// write them, and one clock for the jobs of both.

import assert from "node:assert/strict";
import createClient from "openapi-fetch";

const mock = process.env.RINGER_URL ?? "http://127.0.0.1:4010";
const headers = { "Ringer-Session": `several-${process.pid}` };
/** @type {import("openapi-fetch").Client<any>} */
const shop = createClient({ baseUrl: `${mock}/shop`, headers });
/** @type {import("openapi-fetch").Client<any>} */
const billing = createClient({ baseUrl: `${mock}/billing`, headers });

const control = `${mock}/_ringer/sessions/${headers["Ringer-Session"]}`;
await send("PUT", control, { scenario: "demo", now: "2026-01-01T00:00:00Z" });

/**
 * Sends JSON to the control interface.
 * @param {string} method
 * @param {string} url
 * @param {object} body
 */
async function send(method, url, body) {
  const got = await fetch(url, { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  assert.ok(got.ok, await got.clone().text());
  return got.json();
}

// The products are those of shop/scenarios/products.csv.
const blue = await shop.GET("/products", { params: { query: { colour: "blue" } } });
assert.deepEqual(blue.data, [{ id: "rug", name: "Rug, wool", price: 120, colour: "blue" }]);
const cheaper = await shop.PATCH("/products/{productId}", { params: { path: { productId: "lamp" } }, body: { price: 30 } });
assert.deepEqual(cheaper.data, { id: "lamp", name: "Desk lamp", price: 30, colour: "red" });
const { data: lamp } = await shop.GET("/products/{productId}", { params: { path: { productId: "lamp" } } });
console.log("records    ", lamp.name, "for", lamp.price);

// Each service refuses in its own way.
const nest = await shop.PATCH("/products/{productId}", { params: { path: { productId: "lamp" } }, body: { name: "L", size: 3 } });
assert.deepEqual(nest.error, {
  message: ["property size should not exist", "name must be longer than or equal to 3 characters"], error: "Bad Request", statusCode: 400,
});
const express = await billing.POST("/invoices", { body: { amount: 0 } });
assert.deepEqual(express.error, {
  message: "request/body/amount must be >= 1",
  errors: [{ path: "/body/amount", message: "must be >= 1", errorCode: "minimum.openapi.validation" }],
});
console.log("refused    ", nest.error.message.length, "and", express.error.errors.length);

// One step of the clock ends the jobs of both.
const { data: order } = await shop.POST("/orders", { body: { productId: "rug" } });
const { data: invoice } = await billing.POST("/invoices", { body: { amount: 120 } });
assert.deepEqual([order.status, invoice.status], ["queued", "pending"]);
const { transitions } = await send("POST", `${control}/clock/advance`, { to: "final" });
assert.deepEqual(new Set(transitions.map((/** @type {{ resource: string }} */ t) => t.resource)), new Set(["shop/order", "billing/invoice"]));
const shipped = await shop.GET("/orders/{orderId}", { params: { path: { orderId: order.id } } });
const paid = await billing.GET("/invoices/{invoiceId}", { params: { path: { invoiceId: invoice.id } } });
assert.match(shipped.data.status, /completed|failed/);
assert.match(paid.data.status, /completed|failed/);

const { exchanges } = await (await fetch(`${control}/journal?api=billing`)).json();
assert.equal(exchanges.length, 3);
console.log("one clock  ", transitions.length > 2, "and a journal with", exchanges.length, "requests to billing");
