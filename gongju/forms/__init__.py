"""Forms as data: what 完善信息 and 单位信息 ask, read from `forms/*.toml`, and what was typed, checked."""
