import assert from "node:assert/strict";
import { test } from "node:test";
import { publication } from "./week-publication.js";

const person = (id, delegation, accreditation = "approved") => ({ person: { id, delegation }, accreditation });
const view = {
    meetings: [{ id: "amm", table: ["VN", "US"], offstage: [] }, { id: "som", table: ["VN"], offstage: ["UN"] }],
    people: [person("a", "VN"), person("b", "VN"), person("c", "US"), person("d", "US", "registered"), person("e", "UN"), person("f", null)],
    placements: [{ meeting: "amm", start: "2021-08-02T01:00:00.000Z", room: null }, { meeting: "som", start: "2021-08-02T03:00:00.000Z", room: null }],
    published: null,
};

test("the first time everybody is told who is approved and sits in a meeting", () => {
    assert.deepEqual(publication(view), { meetings: 2, changed: 2, people: 4, delegations: 3 });
});

test("later those alone whose meetings move, are new or vanish", () => {
    const published = [{ ...view.placements[0], length: 60, sequence: 0, cancelled: false }, { meeting: "som", start: "2021-08-02T02:00:00.000Z", room: null, length: 60, sequence: 0, cancelled: false }];
    assert.deepEqual(publication({ ...view, published }), { meetings: 2, changed: 1, people: 3, delegations: 2 });
    assert.equal(publication({ ...view, published: [{ ...published[0] }, { ...view.placements[1], length: 60, sequence: 0, cancelled: false }] }).changed, 0);
    assert.equal(publication({ ...view, placements: [view.placements[1]], published: [published[0], { ...view.placements[1] }] }).changed, 1);
});
