/** A finger signs on the screen: the drawing becomes the file of the field. Without scripts one uploads a picture. */
import { button, element } from "./elements";

const WIDTH = 600, HEIGHT = 240;

class Signature {
  private readonly canvas = element("canvas", { class: "signature-pad", width: String(WIDTH), height: String(HEIGHT), role: "img", "aria-label": "签名框" });
  private readonly pen: CanvasRenderingContext2D | null;
  private drawn = false;

  constructor(private readonly input: HTMLInputElement) {
    this.pen = this.canvas.getContext("2d");
    if (!this.pen) return;
    this.wipe();
    const again = button("重新签名", "btn btn-sm", () => this.wipe());
    input.before(element("div", { class: "finger-sign" }, this.canvas, again));
    this.canvas.addEventListener("pointerdown", (event) => this.begin(event));
    this.canvas.addEventListener("pointermove", (event) => this.draw(event));
    this.canvas.addEventListener("pointerup", () => this.keep());
    this.canvas.addEventListener("pointercancel", () => this.keep());
  }

  private at(event: PointerEvent): [number, number] {
    const box = this.canvas.getBoundingClientRect();
    return [((event.clientX - box.left) * WIDTH) / box.width, ((event.clientY - box.top) * HEIGHT) / box.height];
  }

  private begin(event: PointerEvent): void {
    event.preventDefault();
    this.canvas.setPointerCapture(event.pointerId);
    this.pen?.beginPath();
    this.pen?.moveTo(...this.at(event));
  }

  private draw(event: PointerEvent): void {
    if (!this.pen || !this.canvas.hasPointerCapture(event.pointerId)) return;
    this.pen.lineTo(...this.at(event));
    this.pen.stroke();
    this.drawn = true;
  }

  /** White paper, black pen; what was signed is gone. */
  private wipe(): void {
    if (!this.pen) return;
    this.pen.fillStyle = "#fff";
    this.pen.fillRect(0, 0, WIDTH, HEIGHT);
    this.pen.lineWidth = 4;
    this.pen.lineCap = this.pen.lineJoin = "round";
    this.pen.strokeStyle = "#000";
    if (this.drawn) this.input.value = "";
    this.drawn = false;
  }

  private keep(): void {
    if (!this.drawn) return;
    // At once, not by a callback: whoever signs may press the button in the next moment.
    const bytes = Uint8Array.from(atob(this.canvas.toDataURL("image/png").split(",")[1] ?? ""), (sign) => sign.charCodeAt(0));
    const files = new DataTransfer();
    files.items.add(new File([bytes], "signature.png", { type: "image/png" }));
    this.input.files = files.files;
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

export function dressSignatures(root: ParentNode): void {
  root.querySelectorAll<HTMLInputElement>('input[type="file"][data-signature]').forEach((input) => {
    if (!input.previousElementSibling?.classList.contains("finger-sign")) new Signature(input);
  });
}
