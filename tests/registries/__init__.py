"""Tests of gongju.registries."""
