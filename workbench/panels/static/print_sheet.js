// Printing one thing and nothing else of the page: a copy of it on a sheet of its own, its letters made small enough for
// one page where that can still be read.

const PIXELS_A_MM = 96 / 25.4;
const LETTERS = { largest: 10.5, smallest: 6.5, step: 0.25 }; // points; smaller cannot be read on paper

/** Print a copy of `source`. `paper` is "upright" or "wide": A4, with a margin of 10 mm. */
const printSheet = (source, paper = "upright") => {
  const [wide, high] = paper === "wide" ? [277, 190] : [190, 277];
  document.querySelectorAll(".wb-sheet").forEach((old) => old.remove());
  const sheet = document.createElement("div");
  sheet.className = `wb wb-sheet ${paper}`;
  sheet.lang = source.closest("[lang]")?.lang || "en";
  sheet.append(source.cloneNode(true));
  sheet.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id")); // the page has them already
  sheet.style.width = `${wide}mm`;
  document.body.append(sheet);
  let letters = LETTERS.largest;
  const fits = () => { sheet.style.setProperty("--wb-size", `${letters}pt`); return sheet.scrollHeight <= high * PIXELS_A_MM; };
  while (!fits() && letters > LETTERS.smallest) letters -= LETTERS.step;
  document.body.classList.add("wb-printing");
  window.addEventListener("afterprint", () => { document.body.classList.remove("wb-printing"); sheet.remove(); }, { once: true });
  window.print();
};
