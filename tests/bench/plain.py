"""What one would write without gwr: sentences by a regular expression, and in them the growth of GDP."""
import re, sys

FIGURE = re.compile(r'(?:地区|国内)?生产总值[^，。；]{0,12}?增长(\d+(?:\.\d+)?)%?(左右|以上|以内)?')
for line in sys.stdin.buffer:
    text = re.sub(r'\s+', '', line.decode('utf-8', 'replace'))
    for sentence in re.findall(r'[^。！？；]+[。！？；]?', text):
        for m in FIGURE.finditer(sentence):
            print(m.group(1), m.group(2) or '', sentence, sep='\t')
