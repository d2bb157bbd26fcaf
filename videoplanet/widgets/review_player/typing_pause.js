/** Whether the film stops when somebody begins to write: chosen in the room, remembered in this browser. */
import { RememberedSwitch } from "./remembered_switch.js";

export const typingPause = new RememberedSwitch("vp_typing_pauses", { on: "on", off: "off" });

export function pausesForTyping() {
  return typingPause.isOn;
}
