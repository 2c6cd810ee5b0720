import assert from "node:assert/strict";
import { test } from "node:test";
import { around } from "./focus.js";

/** As much of an element as is asked for: a name, a parent, children. */
function element(name, ...children) {
    const made = { name, parentElement: null, children };
    for (const child of children) child.parentElement = made;
    return made;
}

test("the focus goes on to the next in its group, then to the one before, then outwards", () => {
    const strike = element("strike");
    element("page", element("bar"), element("list", element("first"), element("second"), element("third", element("handle"), strike, element("mark")), element("fourth")), element("tools"));
    assert.deepEqual(around(strike).map(({ name }) => name), ["mark", "handle", "fourth", "second", "first", "tools", "bar"]);
});
