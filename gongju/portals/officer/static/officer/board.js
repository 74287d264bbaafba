// Draws places asked for and places set, one pair of bars for each employer; the table beside it says the same.
(function () {
  "use strict";
  const canvas = document.querySelector("canvas[data-board]");
  if (!canvas || typeof Chart === "undefined") return;
  const told = JSON.parse(canvas.dataset.board);
  canvas.parentElement.style.height = Math.max(180, told.names.length * 44 + 60) + "px";
  // A long name would take the bars' room; the whole of it is in the table and under the pointer.
  const room = canvas.parentElement.clientWidth < 480 ? 9 : 20;
  function short(value) {
    const name = this.getLabelForValue(value);
    return name.length > room ? name.slice(0, room - 1) + "…" : name;
  }
  new Chart(canvas, {
    type: "bar",
    data: {
      labels: told.names,
      datasets: [
        { label: "申报", data: told.asked, backgroundColor: "#b8c4d0" },
        { label: "拟核定", data: told.places, backgroundColor: "#1d5fa8" },
      ],
    },
    options: {
      indexAxis: "y",
      maintainAspectRatio: false,
      animation: false,
      scales: { x: { ticks: { precision: 0 } }, y: { ticks: { callback: short } } },
    },
  });
})();
