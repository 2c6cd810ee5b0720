/**
 * The text of a sheet that was saved by a spreadsheet: UTF-8, or UTF-16 with its mark; null where it is neither.
 * @param {Uint8Array} bytes
 */
export function sheetText(bytes) {
    const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
    try {
        const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
        return text.includes("\u0000") ? null : text;
    } catch {
        return null;
    }
}
