import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { sources } from "../testing/sources.js";
import { adopt, chooseLanguage, fill, LANGUAGES, pick, t } from "./catalogue.js";

const catalogues = Object.fromEntries(
    LANGUAGES.map((code) => [code, JSON.parse(readFileSync(new URL(`./${code}.json`, import.meta.url), "utf8"))]),
);
const forms = (entry) => (typeof entry === "string" ? [entry] : Object.values(entry));
const holes = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test("every language has the same keys, none empty", () => {
    const keys = Object.keys(catalogues.en);
    for (const code of LANGUAGES) {
        assert.deepEqual(Object.keys(catalogues[code]).sort(), [...keys].sort(), code);
        for (const key of keys) assert.ok(forms(catalogues[code][key]).every((text) => text.trim() !== ""), `${code} ${key}`);
    }
});

test("no key stands twice in a catalogue: the second would hide the first", () => {
    for (const code of LANGUAGES) {
        const text = readFileSync(new URL(`./${code}.json`, import.meta.url), "utf8");
        const keys = [...text.matchAll(/^ {2}"([^"]+)":/gm)].map(([, key]) => key);
        assert.equal(keys.length, Object.keys(catalogues[code]).length, code);
        assert.deepEqual(keys.filter((key, index) => keys.indexOf(key) !== index), [], code);
    }
});

test("every language fills the same holes, and has a form for every number", () => {
    for (const [key, entry] of Object.entries(catalogues.en)) {
        const wanted = new Set(forms(entry).flatMap(holes));
        for (const code of LANGUAGES) {
            const has = new Set(forms(catalogues[code][key]).flatMap(holes));
            assert.ok([...has].every((name) => wanted.has(name) || name === "count"), `${code} ${key}`);
            if (typeof entry === "string") assert.deepEqual([...has].sort(), [...wanted].sort(), `${code} ${key}`);
            else assert.ok("other" in catalogues[code][key], `${code} ${key}`);
        }
    }
});

test("the languages differ where people read words", () => {
    const same = Object.keys(catalogues.en).filter((key) => JSON.stringify(catalogues.en[key]) === JSON.stringify(catalogues.vi[key]));
    assert.deepEqual(same.sort(), ["agenda.item", "announce.item", "brand", "clock.place", "devices.camera", "title.meeting"].filter((key) => same.includes(key)).sort());
});

test("every key that the code names is in the catalogue, and every key of the catalogue is named", () => {
    const named = new Set();
    const stems = new Set();
    for (const { text } of sources()) {
        for (const [, key] of text.matchAll(/["'`]([a-z][A-Za-z]*(?:\.[A-Za-z]+)+)["'`]/g)) named.add(key);
        for (const [, stem] of text.matchAll(/`([a-z][A-Za-z.]*\.)\$\{/g)) stems.add(stem);
        for (const [, key] of text.matchAll(/\bt(?:Label|Title|Placeholder)?: "(\w+)"/g)) named.add(key);
        for (const [, key] of text.matchAll(/\bt\("(\w+)"/g)) named.add(key);
    }
    const known = Object.keys(catalogues.en);
    const prefixes = new Set(known.map((key) => key.split(".")[0]));
    const missing = [...named].filter((key) => key.includes(".") && prefixes.has(key.split(".")[0]) && !(key in catalogues.en));
    assert.deepEqual(missing.filter((key) => !/\.(js|css|json)$/.test(key)), []);
    for (const stem of stems) if (prefixes.has(stem.split(".")[0])) assert.ok(known.some((key) => key.startsWith(stem)), stem);
    assert.deepEqual(known.filter((key) => !named.has(key) && ![...stems].some((stem) => key.startsWith(stem))), []);
});

test("no words for people are written into the code", () => {
    const found = [];
    for (const { path, text } of sources()) {
        if (!/^(components|screens|dom|app|controller|desk)/.test(path)) continue;
        const patterns = [
            /(?:textContent|innerText|title|placeholder|alt|ariaLabel)\s*[=:]\s*["'`]([^"'`]*[A-Za-z]{3}[^"'`]*)["'`]/g,
            /setText\([^,]+, ["'`]([^"'`]*[A-Za-z]{3}[^"'`]*)["'`]/g,
            /["']aria-label["'](?:,|:)\s*["'`]([^"'`]*[A-Za-z]{3}[^"'`]*)["'`]/g,
            /\bh\("\w+", \{[^}]*\}, ["'`]([^"'`]*[A-Za-z]{3}[^"'`]*)["'`]/g,
        ];
        for (const pattern of patterns) {
                for (const [, words] of text.matchAll(pattern)) {
                    if (/[A-Za-z]{3}/.test(words.replace(/\$\{[^}]*\}/g, ""))) found.push(`${path}: ${words}`);
                }
            }
    }
    assert.deepEqual(found, []);
});

test("the choice of language", () => {
    assert.equal(chooseLanguage(null, ["fr-CH", "vi-VN", "en"]), "vi");
    assert.equal(chooseLanguage("en", ["vi"]), "en");
    assert.equal(chooseLanguage("xx", ["fr"]), "en");
});

test("texts are filled, plural is chosen, English stands in", () => {
    adopt("en", { a: "{x} and {y}", n: { one: "one", other: "{count} many" } });
    assert.equal(t("a", { x: "1" }), "1 and {y}");
    assert.equal(t("n", { count: 1 }), "one");
    assert.equal(t("n", { count: 3 }), "3 many");
    assert.equal(t("not.there"), "not.there");
    assert.equal(fill("{toString}", {}), "{toString}");
    assert.equal(pick({ en: "E", vi: "V" }), "E");
    assert.equal(pick({ vi: "V", en: "" }), "V");
    assert.equal(pick(null), "");
});
