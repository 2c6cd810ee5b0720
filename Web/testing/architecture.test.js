import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";
import { sources } from "./sources.js";

/** @param {{path: string, text: string}} source */
const imports = ({ path, text }) =>
    [...text.matchAll(/^import .*?from "([^"]+)";|^} from "([^"]+)";|^import "([^"]+)";/gms)]
        .map(([, a, b, c]) => a ?? b ?? c)
        .map((target) => (target.startsWith(".") ? normalize(join(dirname(path), target)) : target));

const mayImport = {
    protocol: ["protocol"],
    state: ["state", "protocol"],
    media: ["media", "state", "protocol"],
    i18n: ["i18n"],
    dom: ["dom", "i18n", "state"],
    components: ["dom", "i18n", "state", "protocol", "media"],
    screens: ["components", "dom", "i18n", "state"],
};

test("each folder imports only what stands below it, and nothing from outside", () => {
    const wrong = [];
    for (const source of sources()) {
        const folder = source.path.split("/")[0];
        for (const target of imports(source)) {
            const to = target.split("/")[0];
            const allowed = source.path.includes("/") ? mayImport[folder] : null;
            if (allowed && !allowed.includes(to) && dirname(source.path) !== dirname(target)) wrong.push(`${source.path} -> ${target}`);
            if (!target.endsWith(".js")) wrong.push(`${source.path} -> ${target}`);
        }
    }
    assert.deepEqual(wrong, []);
});

test("components never import one another", () => {
    const wrong = sources()
        .filter(({ path }) => path.startsWith("components/"))
        .flatMap((source) => imports(source).filter((target) => target.startsWith("components/") && dirname(target) !== dirname(source.path)).map((target) => `${source.path} -> ${target}`));
    assert.deepEqual(wrong, []);
});

test("state is pure: no clock, no chance, no document", () => {
    for (const { path, text } of sources()) {
        if (!path.startsWith("state/")) continue;
        assert.doesNotMatch(text.replace(/\/\*[\s\S]*?\*\//g, ""), /Date\.now|performance\.|Math\.random|document|window|localStorage|setTimeout/, path);
    }
});

test("nothing that a strict content security policy forbids", () => {
    for (const { path, text } of sources()) {
        assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|new Function|\beval\(|setAttribute\("style"|(?<![#.\w])(?:alert|confirm|prompt)\(/, path);
    }
    const page = readFileSync(new URL("../index.html", import.meta.url), "utf8");
    assert.doesNotMatch(page, /<style|style=|<script(?![^>]*src=)|onclick|https?:/);
});

test("files stay small enough to be read", () => {
    for (const { path, text } of sources()) assert.ok(text.split("\n").length <= 500, path);
});

test("every style that is asked for is there", () => {
    const main = readFileSync(new URL("../styles/main.css", import.meta.url), "utf8");
    for (const [, path] of main.matchAll(/url\("([^"]+)"\)/g)) assert.ok(existsSync(new URL(`../styles/${path}`, import.meta.url)), path);
});
