"""The spine: read, match, plan, show, apply, record; knows neither SQL nor HTTP."""
