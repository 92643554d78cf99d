/** The look of the page: Candela's own colours, type and gaps (src/renderer/styles/tokens.css). */
export const style = `
:root{--surface-0:#141414;--surface-1:#1b1b1b;--surface-2:#232323;--surface-3:#2d2d2d;--line:#333;--edge:#767676;--text-1:#ececec;--text-2:#a6a6a6;--accent:#f0b35a;--on-accent:#1a1205;--grey:#8a8a8a;--danger:#e5806f;color-scheme:dark}
@media (prefers-color-scheme:light){:root{--surface-0:#d9d9d9;--surface-1:#efefef;--surface-2:#f7f7f7;--surface-3:#e3e3e3;--line:#cfcfcf;--edge:#7a7a7a;--text-1:#1c1c1c;--text-2:#555;--accent:#a9650b;--on-accent:#fff;--grey:#7d7d7d;--danger:#b3261e;color-scheme:light}}
@media print{:root{--surface-0:#eee;--surface-1:#fff;--surface-2:#fff;--surface-3:#f2f2f2;--line:#ccc;--edge:#777;--text-1:#111;--text-2:#444;--accent:#a9650b;--on-accent:#fff;--grey:#888;--danger:#b3261e;color-scheme:light}}
@media (prefers-contrast:more){:root{--text-2:var(--text-1);--line:var(--edge)}}
*{box-sizing:border-box}
html{scroll-padding-top:16px}
body{margin:0;background:var(--surface-1);color:var(--text-1);font:14px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',sans-serif;font-variant-numeric:tabular-nums;-webkit-text-size-adjust:100%}
.page{max-width:1240px;margin:0 auto;padding:0 24px 64px}
h1,h2,h3,p,ul,dl,figure,fieldset{margin:0;padding:0}
ul{list-style:none}
h1{font-size:26px;line-height:1.25;font-weight:650;letter-spacing:-.01em;overflow-wrap:anywhere}
h2{font-size:17px;font-weight:650;display:flex;align-items:baseline;gap:8px}
h2 .count,.note,.facts{color:var(--text-2);font-weight:400}
h2 .count{font-size:14px}
h3{font-size:14px;font-weight:600}
.note{font-size:13px}
code{font:0.92em ui-monospace,'SF Mono','Cascadia Mono',Consolas,'DejaVu Sans Mono',monospace;white-space:nowrap}
.path{overflow-wrap:anywhere;color:var(--text-2);font-size:12px}
section{margin-top:40px}
section>h2{margin-bottom:12px}
section>h2+.note{margin:-8px 0 12px;max-width:70ch}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip:focus{position:fixed;z-index:2;top:8px;left:8px;width:auto;height:auto;clip-path:none;padding:8px 12px;background:var(--accent);color:var(--on-accent);border-radius:6px}
.top{padding-top:28px}
.brand{display:flex;align-items:center;gap:8px;color:var(--text-2);font-size:12px;margin-bottom:20px}
.brand svg{fill:var(--accent)}
.facts{margin-top:4px;font-size:13px;overflow-wrap:anywhere}
.card{background:var(--surface-2);border:1px solid var(--line);border-radius:8px;padding:16px}
.sum{margin-top:24px}
.sum .lead{display:flex;flex-wrap:wrap;align-items:baseline;gap:4px 16px}
.sum .lead strong{font-size:21px;font-weight:650}
.sum .lead span{color:var(--text-2)}
.bar{display:flex;gap:2px;height:6px;border-radius:999px;overflow:hidden;background:var(--surface-3);margin:12px 0 14px}
.bar i{min-width:3px}
.is-done{background:var(--accent)}.is-left{background:var(--grey)}.is-failed{background:var(--danger)}.is-open{background:var(--edge);opacity:.45}
.chips{display:flex;flex-wrap:wrap;gap:8px}
.chips a{display:inline-flex;align-items:center;gap:8px;min-height:28px;padding:0 12px;border:1px solid var(--edge);border-radius:999px;color:inherit;text-decoration:none;font-size:13px}
.chips a:hover{background:var(--surface-3)}
.chips b{font-weight:600}
.chips i{width:8px;height:8px;border-radius:999px}
.chips .is-failed{border-radius:1px;transform:rotate(45deg)}.chips .is-left{border-radius:1px}
.remarks{margin-top:12px;display:grid;gap:8px}
.remarks li{display:grid;grid-template-columns:16px 1fr;gap:8px;overflow-wrap:anywhere}
.remarks svg,.advice svg{width:16px;height:16px;margin-top:3px;fill:none;stroke:var(--accent);stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}
.group{background:var(--surface-2);border:1px solid var(--line);border-left:3px solid var(--danger);border-radius:8px;padding:14px 16px;margin-top:12px}
.advice{display:grid;grid-template-columns:16px 1fr;gap:8px}
.advice svg{stroke:var(--danger)}
.fails{margin-top:12px;display:grid;gap:12px}
.fails li{display:grid;grid-template-columns:120px 1fr;gap:16px;align-items:start;content-visibility:auto;contain-intrinsic-size:auto 84px}
.fails strong{font-weight:600;overflow-wrap:anywhere}
.fails p{overflow-wrap:anywhere}
.frame{position:relative;display:block;aspect-ratio:3/2;border-radius:4px;overflow:hidden;background:var(--surface-0)}
.frame img{position:absolute;inset:0;width:100%;height:100%;object-fit:contain}
.frame .none{position:absolute;inset:0;display:grid;place-items:center;padding:8px;text-align:center;color:var(--text-2);font-size:12px}
.grid{display:grid;gap:20px 12px;grid-template-columns:repeat(auto-fill,minmax(min(264px,100%),1fr))}
.grid.small{grid-template-columns:repeat(auto-fill,minmax(min(148px,46%),1fr))}
.grid li{content-visibility:auto;contain-intrinsic-size:auto 230px;min-width:0}
.grid.small li{contain-intrinsic-size:auto 128px}
.grid.small .name{font-size:12px;margin-top:4px}
section>h3{margin:16px 0 10px}
.name{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.after{clip-path:inset(0 0 0 50%);transition:clip-path .15s ease-out}
.pair::after{content:'';position:absolute;inset:0 auto 0 calc(50% - 1px);width:2px;background:#fff;box-shadow:0 0 4px rgb(0 0 0/40%);transition:opacity .15s ease-out}
.pair:hover .after{clip-path:inset(0)}
.pair:hover::after{opacity:0}
main:has(#view-before:checked) .pair .after{clip-path:inset(0 0 0 100%)}
main:has(#view-after:checked) .pair .after{clip-path:inset(0)}
main:has(#view-before:checked,#view-after:checked) .pair::after{opacity:0}
.tag{position:absolute;top:8px;padding:1px 8px;border-radius:999px;background:rgb(20 20 20/82%);color:#ececec;font-size:11px}
.views{display:inline-flex;border:1px solid var(--edge);border-radius:6px;overflow:hidden;margin-bottom:16px}
.views input{position:absolute;opacity:0;pointer-events:none}
.views label{padding:4px 14px;font-size:13px;cursor:pointer;border-left:1px solid var(--edge)}
.views label:first-of-type{border-left:0}
.views input:checked+label{background:var(--accent);color:var(--on-accent)}
.views input:focus-visible+label{outline:2px solid var(--text-1);outline-offset:-4px;border-radius:6px}
summary{cursor:pointer}
.grid summary{display:grid;grid-template-columns:1fr auto;gap:8px;align-items:baseline;list-style:none;padding:6px 2px 2px}
.grid summary::-webkit-details-marker{display:none}
.grid summary .note{font-size:12px;white-space:nowrap}
.grid summary .note::after{content:' ⌄'}
.grid details[open] summary .note::after{content:' ⌃'}
dl.facts-of{display:grid;grid-template-columns:auto 1fr;gap:2px 12px;font-size:12px;padding:4px 2px 0}
dl.facts-of dt{color:var(--text-2)}
dl.facts-of dd{margin:0;overflow-wrap:anywhere}
.list{columns:3 260px;column-gap:24px;font-size:13px}
.list li{break-inside:avoid;overflow-wrap:anywhere;padding:1px 0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:13px}
th,td{text-align:left;padding:6px 16px 6px 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
th{color:var(--text-2);font-weight:600;font-size:11px;white-space:nowrap}
td.number,th.number{text-align:right;white-space:nowrap}
.two{display:grid;gap:12px;grid-template-columns:repeat(auto-fit,minmax(min(420px,100%),1fr));align-items:start}
.two .card>h3{margin-bottom:10px}
.chart{display:block;width:100%;height:auto}
.chart text{fill:var(--text-2);font-size:11px}
.chart .dark{fill:var(--accent)}.chart .light{fill:var(--grey)}.chart .axis{stroke:var(--line)}
.chart .threshold{stroke:var(--text-1);stroke-width:1.5;stroke-dasharray:4 3}
.chart .label{fill:var(--text-1)}
.steps{display:grid;gap:10px}
.steps div{display:grid;grid-template-columns:72px 1fr 92px;gap:12px;align-items:center;font-size:13px}
.steps span:last-child{text-align:right}
.steps .track{height:6px;border-radius:999px;background:var(--surface-3);overflow:hidden}
.steps .track i{display:block;height:100%;background:var(--accent);border-radius:999px}
footer{margin-top:48px;padding-top:16px;border-top:1px solid var(--line);color:var(--text-2);font-size:12px}
@media (max-width:900px){.chart text{font-size:16px}}
@media (max-width:560px){.chart text{font-size:24px}.page{padding:0 16px 40px}.fails li{grid-template-columns:84px 1fr;gap:12px}h1{font-size:22px}}
@media (prefers-reduced-motion:reduce){.after,.pair::after{transition:none}}
@media print{body{font-size:11px;-webkit-print-color-adjust:exact;print-color-adjust:exact}.page{max-width:none;padding:0}.skip,.views,.chips a::after{display:none}section{margin-top:20px}.grid{grid-template-columns:repeat(3,1fr)}.grid.small{grid-template-columns:repeat(6,1fr)}.grid li,.fails li{content-visibility:visible;break-inside:avoid}.group{break-inside:avoid-page}h2,h3{break-after:avoid}}
`;
