/** Bars, lines and maps, drawn as SVG from the data address of a figure. The table beside it holds the same figures. */
import { BarChart, LineChart, MapChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import { init, registerMap, use } from "echarts/core";
import type { EChartsCoreOption, EChartsType } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, MapChart, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent, AriaComponent, SVGRenderer]);

interface Series {
  name: string;
  values: (number | null)[];
  tone?: string;
}
interface Rows {
  categories: string[];
  series: Series[];
  unit?: string;
  across?: boolean;
}
interface Area {
  code: string;
  name: string;
  value: number | null;
  words?: string;
  href?: string;
}
interface Areas {
  areas: Area[];
  steps: number[];
  /** The property of the features that holds the area's code: code (the county itself) or city_code. */
  by?: string;
  unit?: string;
}
type Shape = Parameters<typeof registerMap>[1];

const TONES: Record<string, string> = {
  sw: "#1f5fa6", vs: "#c2410c", met: "#1a7f4b", sent: "#8fb4e0", wait: "#e3c46b", miss: "#b42318", none: "#d0d5dd",
};
const ORDER = ["#1f5fa6", "#c2410c", "#1a7f4b", "#b45309", "#667085"];
const FOUR_STEPS = ["#d98a4f", "#e3c46b", "#63a981", "#1a7f4b"];
const WORDS = { fontFamily: '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif', color: "#344054", fontSize: 13 };
const COMMON = { animation: false, textStyle: WORDS, aria: { enabled: true } };
const TIP = { renderMode: "richText" as const, confine: true, backgroundColor: "#fff", borderColor: "#d0d5dd", textStyle: WORDS };

async function read<T>(address: string): Promise<T> {
  const answer = await fetch(address, { credentials: "same-origin", headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) throw new Error(`${address}: ${answer.status}`);
  return (await answer.json()) as T;
}

function rowsOption(kind: "bar" | "line", rows: Rows): EChartsCoreOption {
  const names = { type: "category" as const, data: rows.categories, axisLabel: WORDS, inverse: rows.across === true };
  const values = { type: "value" as const, name: rows.unit ?? "", minInterval: 1, axisLabel: WORDS, splitLine: { lineStyle: { color: "#eaecf0" } } };
  return {
    ...COMMON,
    tooltip: { ...TIP, trigger: "axis" },
    legend: { show: rows.series.length > 1, bottom: 0, textStyle: WORDS },
    grid: { left: 8, right: 24, top: 32, bottom: rows.series.length > 1 ? 36 : 8, containLabel: true },
    xAxis: rows.across ? values : names,
    yAxis: rows.across ? names : values,
    series: rows.series.map((one, index) => ({
      type: kind, name: one.name, data: one.values, color: TONES[one.tone ?? ""] ?? ORDER[index % ORDER.length],
      barMaxWidth: 28, symbolSize: 7, label: { show: rows.series.length === 1 && rows.categories.length <= 14, position: rows.across ? "right" : "top", ...WORDS },
    })),
  };
}

/** 60, 75, 90 → 60 以下, 60–75, 75–90, 90 以上. */
function pieces(steps: number[], unit: string): object[] {
  const [low = 0, middle = 0, high = 0] = steps;
  return [
    { gte: high, label: `${high}${unit} 以上`, color: FOUR_STEPS[3] },
    { gte: middle, lt: high, label: `${middle}–${high}${unit}`, color: FOUR_STEPS[2] },
    { gte: low, lt: middle, label: `${low}–${middle}${unit}`, color: FOUR_STEPS[1] },
    { lt: low, label: `${low}${unit} 以下`, color: FOUR_STEPS[0] },
  ];
}

function mapOption(name: string, found: Areas, narrow: boolean): EChartsCoreOption {
  const words = new Map(found.areas.map((area) => [area.code, area]));
  return {
    ...COMMON,
    tooltip: {
      ...TIP,
      formatter: (hovered: { name: string }) => {
        const area = words.get(hovered.name);
        return area ? `${area.name}\n${area.words ?? (area.value === null ? "没有数据" : `${area.value}${found.unit ?? ""}`)}` : "没有数据";
      },
    },
    visualMap: {
      type: "piecewise", pieces: pieces(found.steps, found.unit ?? ""), orient: "horizontal", bottom: 0, left: "center", itemWidth: narrow ? 12 : 20, itemGap: narrow ? 6 : 14,
      textStyle: { ...WORDS, fontSize: narrow ? 11 : 13 }, outOfRange: { color: "#eaecf0" },
    },
    series: [{
      type: "map", map: name, nameProperty: found.by ?? "code", selectedMode: false, data: found.areas.map((area) => ({ name: area.code, value: area.value ?? NaN })),
      itemStyle: { borderColor: "#fff", borderWidth: 0.7, areaColor: "#eaecf0" }, label: { show: false },
      emphasis: { label: { show: false }, itemStyle: { areaColor: "#1f5fa6" } }, aspectScale: 0.78, layoutCenter: ["50%", "46%"], layoutSize: "92%",
    }],
  };
}

async function drawMap(chart: EChartsType, place: HTMLElement): Promise<void> {
  const geo = place.dataset.plotGeo ?? "";
  const [found, shape] = await Promise.all([read<Areas>(place.dataset.plotSrc ?? ""), read<Shape>(geo)]);
  registerMap(geo, shape);
  chart.setOption(mapOption(geo, found, place.clientWidth < 480));
  const places = new Map(found.areas.map((area) => [area.code, area.href]));
  chart.on("click", (clicked) => {
    const href = places.get(String(clicked.name));
    if (href) location.assign(href);
  });
}

export async function draw(place: HTMLElement): Promise<void> {
  const chart = init(place, null, { renderer: "svg" });
  try {
    if (place.dataset.plot === "map") await drawMap(chart, place);
    else chart.setOption(rowsOption(place.dataset.plot === "line" ? "line" : "bar", await read<Rows>(place.dataset.plotSrc ?? "")));
  } catch (problem) {
    chart.dispose();
    throw problem;
  }
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", `${place.dataset.plotTitle ?? ""}，数字见表格`);
  new ResizeObserver(() => chart.resize()).observe(place);
}
