"""Cancel a background job, or try it again."""
