"""A Genius domain of our own, with a discrete, an integer and (if wanted) a real issue, and two profiles."""

DOMAIN = """<negotiation_template number_of_sessions="1">
<agent class="" name="" utility_space=""/>
<utility_space number_of_issues="2">
<objective index="0" name="Fair" etype="objective" type="objective" description="">
<issue index="1" name="stand" type="discrete" etype="discrete" vtype="discrete">
<item index="1" value="by the gate" description="loud"/>
<item index="2" value="by the river"/>
<item index="3" value="under cover"/>
</issue>
<issue index="2" name="days" type="integer" etype="integer" vtype="integer" lowerbound="2" upperbound="4"/>
</objective></utility_space></negotiation_template>
"""
BAKER = """<utility_space>
<objective index="0" name="Fair" etype="objective" type="objective" description="">
<issue index="1" name="stand" type="discrete" etype="discrete" vtype="discrete">
<item index="1" value="by the gate" cost="0" evaluation="30.0"/>
<item index="2" value="by the river" evaluation="12"/>
<item index="3" value="under cover" evaluation="0"/>
</issue>
<issue index="2" name="days" type="integer" etype="integer" vtype="integer" lowerbound="2" upperbound="4">
<evaluator ftype="linear" offset="0.2" slope="0.3"/>
</issue>
<weight index="1" value="0.7"/>
<weight index="2" value="0.3"/>
</objective>
<discount_factor value="0.9"/>
<reservation value="0.25"/>
</utility_space>
"""
TOWN = """<utility_space>
<objective index="0" name="Fair" etype="objective" type="objective" description="">
<weight index="1" value="6.0E-1"/>
<weight index="2" value="0.4"/>
<issue index="1" name="stand">
<item value="under cover" evaluation="5"/>
<item value="by the gate" evaluation="1"/>
<item value="by the river" evaluation="4"/>
</issue>
<issue index="2" name="days" type="integer">
<range lowerbound="2" upperbound="4"/>
<evaluator ftype="linear" parameter1="-0.5" parameter0="2"/>
</issue>
</objective>
</utility_space>
"""
FILES = (("fair.xml", DOMAIN), ("town/baker.xml", BAKER), ("town/council.xml", TOWN))


def encoded(*files: tuple[str, str]) -> list[tuple[str, bytes]]:
    """Return files as they are read."""
    return [(name, words.encode()) for name, words in files]
