import assert from "node:assert/strict";
import { test } from "node:test";
import { format, parse } from "./router.js";

test("places are read from addresses and written into them", () => {
    for (const address of ["/desk", "/desk/amm-54", "/desk/amm-54/delegations", "/desk/amm-54/delegations/VN?level=ministers&q=a+b", "/desk/amm-54/meetings/a%2Fb", "/desk/facts", "/desk/facts/chairs?on=2030-01-01"]) {
        const [path, search = ""] = address.split("?");
        assert.equal(format(parse(path, search)), address);
    }
    assert.deepEqual(parse("/desk/amm-54/timetable", "?by=room"), { conference: "amm-54", section: "timetable", thing: null, query: { by: "room" } });
    assert.deepEqual(parse("/desk/facts/chairs"), { conference: null, section: "facts", thing: "chairs", query: {} });
    assert.deepEqual(parse("/desk/"), { conference: null, section: null, thing: null, query: {} });
});

test("an empty filter is none; what stands below nothing is left out; a broken address is still a place", () => {
    assert.equal(format({ conference: "c", section: "facts", query: { on: "", q: "x" } }), "/desk/c/facts?q=x");
    assert.equal(format({ conference: "c", section: null, thing: "VN" }), "/desk/c");
    assert.equal(parse("/desk/%E0%A4%A").conference, "%E0%A4%A");
});
