import assert from "node:assert/strict";
import { test } from "node:test";
import { makeApi } from "./api.js";

/** @param {number} status @param {unknown} body */
const answering = (status, body, calls = /** @type {any[]} */ ([])) =>
    makeApi(async (path, init) => {
        calls.push([path, init]);
        return new Response(status === 204 ? null : typeof body === "string" ? body : JSON.stringify(body), { status });
    });

test("what is asked for comes back", async () => {
    const calls = /** @type {any[]} */ ([]);
    assert.deepEqual(await answering(200, { a: 1 }, calls).get("/x"), { a: 1 });
    assert.deepEqual(await answering(200, { a: 1 }, calls).post("/x", { b: 2 }), { a: 1 });
    assert.equal(await answering(200, "id,role\r\n", calls).sheet("/x"), "id,role\r\n");
    assert.equal(await answering(204, null, calls).delete("/x"), null);
    await answering(200, {}, calls).csv("/x", "id\r\n");
    assert.deepEqual(calls.map(([, { method, body, headers }]) => [method, body, headers?.["content-type"]]), [
        ["GET", undefined, undefined], ["POST", '{"b":2}', "application/json"], ["GET", undefined, undefined],
        ["DELETE", undefined, undefined], ["POST", "id\r\n", "text/csv"],
    ]);
    assert.ok(calls.every(([, { credentials }]) => credentials === "same-origin"));
});

test("a refusal carries its words, reason and rows", async () => {
    const text = { en: "No.", vi: "Không." };
    const rows = [{ row: 2, column: "role", text }];
    await assert.rejects(answering(400, { reason: "sheet", text, rows }).post("/x", {}), (/** @type {any} */ problem) => {
        assert.deepEqual([problem.status, problem.reason, problem.words, problem.rows], [400, "sheet", "No.", rows]);
        return true;
    });
});

test("without a text, and without a server, there are words all the same", async () => {
    await assert.rejects(answering(503, "<html>").get("/x"), (/** @type {any} */ problem) => problem.words === "problem.failed");
    const lost = makeApi(async () => { throw new TypeError("network"); });
    await assert.rejects(lost.get("/x"), (/** @type {any} */ problem) => problem.status === 0 && problem.words === "problem.offline");
});
