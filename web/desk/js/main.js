// Starts the parts of the page that are there.

import { startAlerts } from "./alerts.js";
import { startConsole } from "./console.js";
import { startForms } from "./forms.js";
import { startHtmx } from "./fragments.js";
import { startLive } from "./live.js";
import { startThread } from "./thread.js";

startForms();
startHtmx();
if (document.body.dataset.live === "on") {
  startAlerts();
  startLive(document.body.dataset.watch);
}
const desk = document.getElementById("console");
if (desk) startConsole(desk);
const thread = document.getElementById("thread");
if (thread) startThread(thread);
