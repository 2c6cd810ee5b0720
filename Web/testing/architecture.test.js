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
    text: ["text"],
    state: ["state", "protocol"],
    media: ["media", "state", "protocol"],
    i18n: ["i18n"],
    dom: ["dom", "i18n", "state"],
    components: ["dom", "i18n", "state", "protocol", "media", "desk/state"],
    screens: ["components", "dom", "i18n", "state"],
    "desk/state": ["desk/state", "state", "protocol", "i18n"],
    "desk/dom": ["desk/dom", "desk/state", "dom", "i18n", "protocol", "text"],
    "desk/components": ["desk/dom", "desk/state", "components", "dom", "i18n", "protocol", "text"],
    "desk/screens": ["desk/components", "desk/dom", "desk/state", "desk/screens", "dom", "i18n", "protocol", "text"],
};

/** The folder that a file belongs to; null: the page's own modules, which put everything together. */
const folderOf = (path) => path.match(/^(desk\/\w+|\w+)\//)?.[1]?.replace(/^desk$/, "") || null;

test("each folder imports only what stands below it, and nothing from outside", () => {
    const wrong = [];
    for (const source of sources()) {
        const folder = folderOf(source.path);
        for (const target of imports(source)) {
            const allowed = folder && mayImport[folder];
            if (allowed && !allowed.includes(folderOf(target)) && dirname(source.path) !== dirname(target)) wrong.push(`${source.path} -> ${target}`);
            if (!target.endsWith(".js")) wrong.push(`${source.path} -> ${target}`);
        }
    }
    assert.deepEqual(wrong, []);
});

test("components never import one another", () => {
    const wrong = sources()
        .filter(({ path }) => /^(desk\/)?components\//.test(path))
        .flatMap((source) => imports(source).filter((target) => target.startsWith(`${folderOf(source.path)}/`) && dirname(target) !== dirname(source.path)).map((target) => `${source.path} -> ${target}`));
    assert.deepEqual(wrong, []);
});

test("state is pure: no clock, no chance, no document", () => {
    for (const { path, text } of sources()) {
        if (!/^(desk\/)?state\/|^text\//.test(path)) continue;
        assert.doesNotMatch(text.replace(/\/\*[\s\S]*?\*\//g, ""), /Date\.now|performance\.|Math\.random|\bdocument\b|\bwindow\b|localStorage|setTimeout/, path);
    }
});

test("nothing that a strict content security policy forbids", () => {
    for (const { path, text } of sources()) {
        assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|new Function|\beval\(|setAttribute\("style"|(?<![#.\w])(?:alert|confirm|prompt)\(/, path);
    }
    for (const page of ["index.html", "desk.html"]) {
        assert.doesNotMatch(readFileSync(new URL(`../${page}`, import.meta.url), "utf8"), /<style|style=|<script(?![^>]*src=)|onclick|https?:/, page);
    }
});

test("files stay small enough to be read", () => {
    for (const { path, text } of sources()) assert.ok(text.split("\n").length <= 500, path);
});

test("every style that is asked for is there", () => {
    for (const sheet of ["../styles/main.css", "../desk/styles/desk.css"]) {
        const url = new URL(sheet, import.meta.url);
        for (const [, path] of readFileSync(url, "utf8").matchAll(/url\("([^"]+)"\)/g)) assert.ok(existsSync(new URL(path, url)), path);
    }
});
