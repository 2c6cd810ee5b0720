import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * The page's own modules, without tests.
 * @returns {{path: string, text: string}[]}
 */
export function sources() {
    return files(root)
        .filter((path) => path.endsWith(".js") && !path.endsWith(".test.js") && !path.includes("/testing/"))
        .map((path) => ({ path: relative(root, path), text: readFileSync(path, "utf8") }));
}

/** @param {string} folder @returns {string[]} */
function files(folder) {
    return readdirSync(folder).flatMap((name) => {
        const path = join(folder, name);
        return statSync(path).isDirectory() ? files(path) : [path];
    });
}
