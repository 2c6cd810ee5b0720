/** Line icons on a 24-unit grid, drawn for this page. Decoration only: a word or a label always stands with them. */
const paths = {
    microphone: "M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM6 11a6 6 0 0 0 12 0M12 17v4M9 21h6",
    microphoneOff: "M9 9v2a3 3 0 0 0 5 2.2M15 11V6a3 3 0 0 0-5.7-1.3M6 11a6 6 0 0 0 9.5 4.9M18 11a6 6 0 0 1-.6 2.6M12 17v4M9 21h6M4 3l16 18",
    camera: "M3 7h12v10H3zM15 11l6-3v8l-6-3",
    cameraOff: "M6 7H3v10h11M10 7h5v6M15 11l6-3v8l-3-1.500M4 3l16 18",
    speaker: "M4 9v6h4l5 4V5L8 9zM16 9a4 4 0 0 1 0 6M18.500 6.500a8 8 0 0 1 0 11",
    speakerOff: "M4 9v6h4l5 4V5L8 9zM16 9.500l5 5M21 9.500l-5 5",
    flag: "M6 21V4M6 4h12l-3 4 3 4H6",
    notes: "M5 4h14v12l-4 4H5zM15 20v-4h4M8 9h8M8 13h5",
    people: "M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 20c0-3.500 3-6 6.500-6s6.500 2.500 6.500 6M16 4.500a3.500 3.500 0 0 1 0 6.500M17.500 14.300c2.400.7 4 2.900 4 5.700",
    gallery: "M3 4h8v7H3zM13 4h8v7h-8zM3 13h8v7H3zM13 13h8v7h-8z",
    photo: "M3 5h18v14H3zM6 16c1-3 3-3 4 0M10 16c1-4 4-4 5 0M15 16c1-3 3-3 4 0",
    stage: "M3 4h18v12H3zM7 20h10",
    bare: "M4 6h16v12H4z",
    console: "M4 4v16M12 4v16M20 4v16M2 9h4M10 15h4M18 7h4",
    settings: "M4 7h10M18 7h2M4 17h2M10 17h10M16 5v4M8 15v4",
    keyboard: "M2 6h20v12H2zM6 10h.01M10 10h.01M14 10h.01M18 10h.01M7 14h10",
    fullscreen: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
    close: "M5 5l14 14M19 5L5 19",
    up: "M6 15l6-6 6 6",
    down: "M6 9l6 6 6-6",
    handle: "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
    leave: "M14 4H5v16h9M10 12h11M17 8l4 4-4 4",
    chair: "M7 4h10v9H7zM5 13h14M7 17v4M17 17v4M5 13v4h14v-4",
    decisions: "M4 12l4 4 8-9M13 16l2 2 6-9",
    download: "M12 4v11M7 11l5 5 5-5M4 20h16",
};

/** @typedef {keyof typeof paths} IconName */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {IconName} name
 * @returns {SVGSVGElement}
 */
export function icon(name) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    svg.append(document.createElementNS(SVG, "path"));
    setIcon(svg, name);
    return svg;
}

/**
 * @param {SVGSVGElement} svg @param {IconName} name
 */
export function setIcon(svg, name) {
    if (svg.dataset.icon === name) return;
    svg.dataset.icon = name;
    svg.firstElementChild?.setAttribute("d", paths[name]);
}
