// The dialogs: what a number is, why a finding is confirmed, and who is looking.
import { make } from "./markup.js";

// Opens a dialog; `onSave` gets its form, and the dialog stays open with the reason if nothing was done.
export const open = (id, onSave) => new Promise((resolve) => {
  const dialog = document.getElementById(id), form = dialog.querySelector("form"), error = dialog.querySelector(".error");
  error.textContent = "";
  form.onsubmit = async (event) => {
    event.preventDefault();
    const reason = await onSave(form);
    if (reason) error.textContent = reason;
    else { dialog.close(); resolve(true); }
  };
  dialog.querySelector("[data-close]").onclick = () => dialog.close();
  dialog.onclose = () => resolve(false);
  dialog.showModal();
});

// A searchable list, as the ARIA pattern of a combobox has it.
export class Combobox {
  constructor(input, list, options, noMatch) {
    Object.assign(this, { input, list, options, noMatch, active: -1, chosen: null, matches: [] });
    input.oninput = () => { this.chosen = null; this.search(); };
    input.onkeydown = (event) => this.press(event);
    input.onblur = () => setTimeout(() => this.close(), 150);
  }

  search() {
    const words = this.input.value.trim().toLowerCase().split(/\s+/);
    this.matches = this.options.filter(({ label, key = "" }) => words.every((word) => `${label} ${key}`.toLowerCase().includes(word))).slice(0, 40);
    this.list.replaceChildren(...this.matches.map((each, index) => {
      const item = make("li", { role: "option", id: `target-${index}`, "aria-selected": "false" }, each.label);
      item.onmousedown = (event) => { event.preventDefault(); this.choose(index); };
      return item;
    }));
    this.list.hidden = !this.matches.length;
    this.noMatch.hidden = Boolean(this.matches.length);
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.move(this.matches.length ? 0 : -1);
  }

  move(index) {
    this.active = index;
    [...this.list.children].forEach((each, place) => each.setAttribute("aria-selected", String(place === index)));
    if (index < 0) this.input.removeAttribute("aria-activedescendant");
    else {
      this.input.setAttribute("aria-activedescendant", `target-${index}`);
      this.list.children[index].scrollIntoView({ block: "nearest" });
    }
  }

  press(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) return this.search();
      const step = event.key === "ArrowDown" ? 1 : -1;
      return this.move((this.active + step + this.matches.length) % this.matches.length);
    }
    if (event.key === "Enter" && !this.list.hidden) { event.preventDefault(); this.choose(this.active); }
    if (event.key === "Escape" && !this.list.hidden) { event.preventDefault(); event.stopPropagation(); this.close(); }
  }

  choose(index) {
    this.chosen = this.matches[index] || null;
    if (this.chosen) this.input.value = this.chosen.label;
    this.close();
  }

  set(option) {
    this.chosen = option;
    this.input.value = option ? option.label : "";
    this.close();
  }

  close() {
    this.list.hidden = this.noMatch.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
