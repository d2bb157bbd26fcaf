"""Every event that the product tells, one module an area; `table` is all of them."""
